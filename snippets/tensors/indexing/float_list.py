import torch

x = torch.arange(12).view(3, 4)
print(x[[1.7]])
