import torch

losses = torch.tensor([1.0, 5.0])
print(losses.mean().item())
