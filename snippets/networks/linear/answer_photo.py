import torch
import torch.nn as nn

photos = torch.ones(16, 8, 8)
layer = nn.Linear(64, 10)
print(layer(photos.flatten(1)).shape)
