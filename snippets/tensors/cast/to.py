import torch

x = torch.tensor([1, 2, 3])
y = x.to(torch.float64)
print(y)
print(x)
