# /// snippet
# raises = "AssertionError"
# ///
import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.W = torch.zeros(2, 1, requires_grad=True)
        self.layers = [nn.Linear(1, 1)]

    def forward(self, x):
        return self.layers[0](x @ self.W)


net = Net()
names = [name for name, _ in net.named_parameters()]
print(names)

assert names == ["W", "layers.0.weight", "layers.0.bias"], (
    "not registered"
)
net(torch.ones(1, 2)).sum().backward()
assert all(p.grad is not None for p in net.parameters()), (
    "some will not learn"
)
