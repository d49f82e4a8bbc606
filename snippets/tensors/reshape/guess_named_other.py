import torch

x = torch.zeros(1, 3, 1, 2)
print(x.squeeze(1).shape)
