import torch

arrow = torch.tensor([3.0, 0.0, 4.0])
print(arrow.ndim, arrow.shape)
block = torch.zeros(3, 2, 4)
print(block.ndim, block.shape)
