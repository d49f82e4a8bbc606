import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.layer = nn.Linear(size, size)

    def forward(self, x):
        return x + torch.relu(self.layer(x))


torch.manual_seed(0)
net = Net(3)
chain = nn.Sequential(net.layer, nn.ReLU())
x = torch.ones(2, 3)
print(net)
print(torch.equal(net(x), chain(x)))
print(torch.equal(net(x), x + chain(x)))
