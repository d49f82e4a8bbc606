import torch

x = torch.arange(8)
print(x.view(2, 2, 2).shape, x.untyped_storage().nbytes())
x.resize_(3)
print(x, x.untyped_storage().nbytes())
x.resize_(20)
print(x.shape, x.untyped_storage().nbytes())
print(x[:8])
