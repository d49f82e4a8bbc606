import torch

x = torch.ones(1)
print(x, x.shape)
print(x.item(), x.squeeze())
