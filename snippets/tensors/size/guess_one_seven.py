import torch

print(torch.zeros(7).shape)
