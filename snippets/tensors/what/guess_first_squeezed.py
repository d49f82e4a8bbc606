import torch

x = torch.zeros(5, 1, 3)
print(x[0].squeeze().shape)
