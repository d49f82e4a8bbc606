import torch

x = torch.tensor([3.0, -2.0, 8.0, 11.0])
print(torch.where(x < 0, 0.0, x))
print(x.clamp(0, 10))
print(x)
