import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(3, 2)
print(layer)
print(layer(torch.ones(3)).shape)
for parameter in layer.parameters():
    print(parameter.shape, parameter.numel())
