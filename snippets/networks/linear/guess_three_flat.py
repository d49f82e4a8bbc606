import torch
import torch.nn as nn

layer = nn.Linear(20, 2)
print(layer(torch.ones(3, 5, 4).flatten(1)).shape)
