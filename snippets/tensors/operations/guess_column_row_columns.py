import torch

print((torch.ones(3, 1) + torch.ones(3, 1)).shape)
