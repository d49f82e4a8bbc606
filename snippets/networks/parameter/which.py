import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.plain = torch.ones(2)
        self.weight = nn.Parameter(torch.ones(2))
        self.doubled = nn.Parameter(torch.ones(2)) * 2
        self.layer = nn.Linear(2, 1)
        self.mean = nn.Buffer(torch.ones(2))
        self.many = [
            nn.Linear(2, 2),
            nn.Parameter(torch.ones(2)),
        ]


net = Net()
print([name for name, _ in net.named_parameters()])
print([name for name, _ in net.named_buffers()])
print([name for name, _ in net.named_children()])
print(list(net.state_dict()))
