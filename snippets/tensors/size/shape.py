import torch

x = torch.zeros(6, 4)
print(x.shape)
print(x.shape == x.size(), x.shape[0] == x.size(0))
