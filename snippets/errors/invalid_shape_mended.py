import torch

print(torch.arange(6).view(-1, 2))
