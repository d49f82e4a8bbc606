import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(2))
        self.mean = nn.Buffer(torch.zeros(2))
        self.plain = torch.zeros(2)


net = Net().to(torch.float64)
print(net.weight.dtype, net.mean.dtype, net.plain.dtype)
net.to("meta")
print(net.weight.device, net.mean.device, net.plain.device)
