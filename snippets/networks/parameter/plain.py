import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.W = torch.ones(3, 2, requires_grad=True)
        self.b = torch.zeros(2, requires_grad=True)


net = Net()
print(list(net.parameters()))
print(net.W)
print(net.b)
try:
    torch.optim.SGD(net.parameters(), lr=0.1)
except ValueError as error:
    print(error)
