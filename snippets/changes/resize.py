import torch

x = torch.arange(8)
print(x.view(2, 2, 2).shape)
x.resize_(3)
print(x, x.untyped_storage().nbytes())
