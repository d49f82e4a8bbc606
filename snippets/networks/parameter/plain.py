import torch


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.ones(2, 3, requires_grad=True)


net = Net()
print(list(net.parameters()))
print(net.state_dict())
