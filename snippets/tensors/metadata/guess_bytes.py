import torch

x = torch.zeros(1, 3).expand(4, 3)
print(x.untyped_storage().nbytes())
