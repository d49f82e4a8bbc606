import torch
import torch.nn as nn

net = nn.Linear(2, 1, bias=False)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
net.weight = nn.Parameter(torch.zeros(1, 2))
net(torch.ones(2)).sum().backward()
optimizer.step()
print(net.weight.tolist())
