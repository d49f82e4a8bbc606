import torch

x = torch.zeros(5, 4)
n = torch.tensor([1, 2])
print(type(x), type(n))
print(x.dtype, n.dtype)
print(x.type(), n.type())
