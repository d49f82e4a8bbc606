import torch

x = torch.tensor([0.0, 0.5, -1.0])
print(x > 0)
