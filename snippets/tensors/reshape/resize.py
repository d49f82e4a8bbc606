import torch

x = torch.arange(6)
size = x.untyped_storage().nbytes()
x.resize_(2, 2)
print(x)
print(x.untyped_storage().nbytes() == size)
x.resize_(2, 3)
print(x)
