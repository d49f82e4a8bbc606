import torch
import torch.nn as nn


class WithLayer(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(3, 2)


class WithTensor(nn.Module):
    def __init__(self):
        self.W = torch.ones(3, 2)

    def forward(self, x):
        return x @ self.W


try:
    WithLayer()
except AttributeError as error:
    print("making:", error)
net = WithTensor()
try:
    net(torch.ones(3))
except AttributeError as error:
    print("calling:", error)
try:
    list(net.parameters())
except AttributeError as error:
    print("listing:", error)
