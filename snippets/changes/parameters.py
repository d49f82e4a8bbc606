import torch


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.ones(3, 2)


net = Net()
print(list(net.parameters()), net.weight.shape)
try:
    torch.optim.SGD(net.parameters(), lr=0.1)
except ValueError as error:
    print(error)
