import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        bound = inputs**-0.5
        W = torch.empty(inputs, outputs).uniform_(
            -bound, bound
        )
        self.W = nn.Parameter(W, requires_grad=True)
        self.b = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return x @ self.W + self.b


torch.manual_seed(0)
net = Net(4, 3)
print(net(torch.ones(4)))
for parameter in net.parameters():
    print(parameter)
