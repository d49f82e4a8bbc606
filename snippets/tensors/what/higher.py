import torch

image = torch.zeros(3, 2, 4)
batch = torch.zeros(16, 3, 2, 4)
print(image)
print(image.ndim, image.shape)
print(batch.ndim, batch.shape)
