import torch
import torch.nn as nn

layer = nn.Linear(4, 2)
print(layer(torch.ones(3, 5, 4).view(-1, 4)).shape)
