import torch
import torch.nn as nn

layers = nn.ModuleList([nn.Linear(2, 3), nn.Linear(3, 1)])
x = torch.ones(2)
try:
    layers(x)
except NotImplementedError as error:
    print(error)
for layer in layers:
    x = layer(x)
print(x.shape)
