import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        bound = inputs**-0.5
        W = torch.empty(inputs, outputs)
        self.W = W.uniform_(-bound, bound)
        self.b = torch.zeros(outputs)

    def forward(self, x):
        return x @ self.W + self.b


torch.manual_seed(0)
print(Net(4, 3)(torch.ones(4)).shape)
print(Net(100, 10)(torch.ones(32, 100)).shape)
