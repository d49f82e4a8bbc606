import torch

x = torch.arange(6.0)
kept = x[:2]
del x
print(kept.untyped_storage().nbytes())
