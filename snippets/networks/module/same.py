import torch
import torch.nn as nn

x = torch.tensor([[1.0, 2.0, 3.0]])
for value in (0.5, 0.0):
    first, second = nn.Linear(3, 4), nn.Linear(4, 1)
    for layer in (first, second):
        nn.init.constant_(layer.weight, value)
        nn.init.constant_(layer.bias, value)

    hidden = torch.relu(first(x))
    print(hidden.detach())
    second(hidden).sum().backward()
    print(first.weight.grad)
