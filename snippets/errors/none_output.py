# /// snippet
# raises = "AttributeError"
# ///
import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 1)

    def forward(self, x):
        self.layer(x)


output = Net()(torch.ones(2))
print(output)
output.sum()
