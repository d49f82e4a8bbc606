import torch
import torch.nn as nn

net = nn.Linear(2, 1)
try:
    net.weight = torch.ones(1, 2)
except TypeError as error:
    print(error)
with torch.no_grad():
    net.weight.copy_(torch.ones(1, 2))
print(net.weight)
net.weight = nn.Parameter(torch.zeros(1, 2))
print(net.weight)
