import torch

x = torch.zeros(5, 4)
print(type(x))
print(x.dtype)
print(x.type())
