import torch

x = torch.tensor([1.7, -1.7, 300.2])
print(x.double().dtype, x.int().dtype, x.bool().dtype)
print(x.int())
