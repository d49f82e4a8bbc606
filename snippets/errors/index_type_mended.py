import torch

x = torch.arange(4)
print(x[len(x) // 2])
