import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(4, 3)
try:
    layer(torch.ones(32, 5))
except RuntimeError as error:
    print(error)
print(layer.weight.shape, layer.weight.t().shape)
