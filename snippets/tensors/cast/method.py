import torch

x = torch.tensor([1.7, -1.7, 300.2, 0.4, 0.0])
print(x.double().dtype, x.int().dtype, x.bool().dtype)
print(x.int())
print(x.bool())
