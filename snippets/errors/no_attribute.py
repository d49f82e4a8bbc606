# /// snippet
# raises = "AttributeError"
# ///
import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 4)

    def forward(self, x):
        return self.frist(x)


Net()(torch.ones(2))
