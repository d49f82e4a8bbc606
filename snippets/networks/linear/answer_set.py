import torch
import torch.nn as nn

layer = nn.Linear(2, 1)
with torch.no_grad():
    layer.weight.copy_(torch.tensor([[3.0, -1.0]]))
    layer.bias.fill_(0.5)
print(layer(torch.tensor([2.0, 4.0])).item())
