import torch

x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
y = torch.tensor([[10.0, 20.0], [30.0, 40.0]])
print(x + y)
print(torch.equal(x + y, torch.add(x, y)), torch.equal(x + y, y.add(x)))
print(y)
