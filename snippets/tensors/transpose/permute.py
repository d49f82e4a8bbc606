import torch

image = torch.zeros(72, 128, 3)
channels_first = image.permute(2, 0, 1)
print(channels_first.shape)
print(image.stride(), channels_first.stride())
batch = torch.zeros(8, 2, 5)
print(batch.mT.shape)
