import torch

x = torch.ones(2, 3, 4)
print(x.sum(dim=(0, 2)).shape)
