import torch


class Net(torch.nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear = torch.nn.Linear(inputs, outputs)

    def forward(self, x):
        return self.linear(x)


torch.manual_seed(0)
net = Net(4, 3)
print(net)
print([name for name, _ in net.named_parameters()])
print(net(torch.ones(4)).shape)
