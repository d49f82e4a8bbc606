import torch

x = torch.zeros(1_000_000, 1_000_000, device="meta")
print(x.numel() * x.element_size())
