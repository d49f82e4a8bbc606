import torch

x = torch.tensor([3.0, -2.0, 8.0, 11.0])
y = x.clone()
y[y < 0] = 0
y[y > 10] = 10
print(x)
print(y)
print(torch.equal(y, x.clamp(0, 10)))
