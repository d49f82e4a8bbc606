import torch

print(torch.tensor([7]).shape)
