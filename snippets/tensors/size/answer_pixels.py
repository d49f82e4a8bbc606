import torch

batch = torch.zeros(16, 3, 32, 64)
height, width = batch.shape[-2:]
print(height * width, batch.numel() // batch.size(0))
