import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.W = nn.Parameter(torch.zeros(2, 1))
        self.layers = nn.ModuleList([nn.Linear(1, 1)])

    def forward(self, x):
        return self.layers[0](x @ self.W)


print([name for name, _ in Net().named_parameters()])
