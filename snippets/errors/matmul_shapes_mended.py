import torch
import torch.nn as nn

photos = torch.ones(32, 28, 28)
layer = nn.Linear(784, 10)
print(layer(photos.flatten(1)).shape)
