import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(4, 3)
x = torch.tensor([1.0, 2.0, 3.0, 4.0])
print(layer(x))
for parameter in layer.parameters():
    print(parameter)
