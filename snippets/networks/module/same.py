import torch
import torch.nn as nn

x = torch.tensor([[1.0, 2.0, 3.0]])
for value in (0.5, 0.0):
    first, second = nn.Linear(3, 4), nn.Linear(4, 1)
    for parameter in (
        *first.parameters(),
        *second.parameters(),
    ):
        nn.init.constant_(parameter, value)

    hidden = torch.relu(first(x))
    print(hidden.detach())
    second(hidden).sum().backward()
    print(first.weight.grad)
