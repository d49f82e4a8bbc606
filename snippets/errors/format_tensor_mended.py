import torch

losses = torch.tensor([0.5, 0.25])
print(f"loss {losses.mean():.3f}")
