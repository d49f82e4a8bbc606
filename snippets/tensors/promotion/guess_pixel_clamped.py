import torch

x = torch.tensor([250], dtype=torch.uint8)
x = (x + torch.tensor([10])).clamp(max=255)
print(x.tolist())
