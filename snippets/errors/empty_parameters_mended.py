import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, 1)])


optimizer = torch.optim.SGD(Net().parameters(), lr=0.1)
group = optimizer.param_groups[0]
print([p.shape for p in group["params"]])
