import torch
import torch.nn as nn

first, second = nn.Linear(3, 4), nn.Linear(4, 1)
for parameter in (*first.parameters(), *second.parameters()):
    nn.init.constant_(parameter, 0.5)

x = torch.tensor([[1.0, 2.0, 3.0]])
hidden = torch.relu(first(x))
print(hidden.detach())
second(hidden).sum().backward()
print(first.weight.grad)
