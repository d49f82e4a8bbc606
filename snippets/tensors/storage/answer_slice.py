import torch

x = torch.arange(100, dtype=torch.float32)
first = x[:2]
print(first.numel() * first.element_size())
print(first.untyped_storage().nbytes())
print(first.clone().untyped_storage().nbytes())
