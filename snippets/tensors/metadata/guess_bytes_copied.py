import torch

x = torch.zeros(1, 3).expand(4, 3).clone()
print(x.untyped_storage().nbytes())
