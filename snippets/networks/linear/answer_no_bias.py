import torch
import torch.nn as nn

layer = nn.Linear(4, 3, bias=False)
print(layer.bias, len(list(layer.parameters())))
print(layer(torch.zeros(4)).tolist())
