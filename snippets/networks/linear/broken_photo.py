import torch
import torch.nn as nn

photos = torch.ones(16, 8, 8)
layer = nn.Linear(64, 10)
try:
    layer(photos)
except RuntimeError as error:
    print(error)
