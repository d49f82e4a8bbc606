import torch

x = torch.tensor([44, 255, 256, 300, -1])
print(x.to(torch.uint8))
print(x.clamp(0, 255).to(torch.uint8))
