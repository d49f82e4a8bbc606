import torch

x = torch.zeros(1000, 1000)
print(x.numel())
