import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(4, 3)
print(layer(torch.ones(4)).shape)
print(layer(torch.ones(32, 4)).shape)
print(layer(torch.ones(32, 10, 4)).shape)
