import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)

    def forward(self, x):
        return self.linear(x)


torch.manual_seed(0)
net = Net(4, 3)
print(net)
print(net(torch.tensor([1.0, 2.0, 3.0, 4.0])))
for name, parameter in net.named_parameters():
    print(name, tuple(parameter.shape))
