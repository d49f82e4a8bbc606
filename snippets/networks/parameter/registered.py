import torch


class Net(torch.nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        bound = inputs**-0.5
        weight = torch.empty(outputs, inputs).uniform_(-bound, bound)
        self.weight = torch.nn.Parameter(weight)
        self.bias = torch.nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return self.weight @ x + self.bias


torch.manual_seed(0)
net = Net(4, 3)
for parameter in net.parameters():
    print(parameter)
