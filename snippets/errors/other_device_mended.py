import torch

x = torch.ones(2, device="meta")
print((x + torch.ones(2, device=x.device)).device)
