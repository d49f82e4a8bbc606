import torch
import torch.nn as nn

photos = torch.ones(32, 28, 28).unsqueeze(1)
print(photos.shape)
layer = nn.Conv2d(1, 8, kernel_size=3)
print(layer(photos).shape)
