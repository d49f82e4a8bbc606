# /// snippet
# raises = "ValueError"
# ///
import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(2, 1)]


torch.optim.SGD(Net().parameters(), lr=0.1)
