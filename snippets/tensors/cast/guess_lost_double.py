import torch

x = torch.tensor([1, 2])
x = x.double()
print(x.dtype)
