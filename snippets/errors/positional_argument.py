# /// snippet
# raises = "TypeError"
# ///
import torch
import torch.nn as nn


class Net(nn.Module):
    def forward(x):
        return x


Net()(torch.ones(2))
