import torch

x = torch.tensor([float("nan"), 300.7, -5.2])
print(x.clamp(0, 255))
print(x.nan_to_num(0).clamp(0, 255).to(torch.uint8))
