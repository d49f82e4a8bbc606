import torch

x = torch.arange(6)
print(x.untyped_storage().nbytes())
x.resize_(2, 2)
print(x)
print(x.untyped_storage().nbytes())
x.resize_(2, 3)
print(x)
