import math

import torch


class Net(torch.nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        bound = 1 / math.sqrt(inputs)
        weight = torch.empty(outputs, inputs)
        self.weight = weight.uniform_(-bound, bound)
        self.bias = torch.zeros(outputs)

    def forward(self, x):
        return self.weight @ x + self.bias


torch.manual_seed(0)
print(Net(4, 3)(torch.ones(4)).shape)
print(Net(100, 10)(torch.ones(100)).shape)
