# /// snippet
# raises = "NotImplementedError"
# ///
import torch
import torch.nn as nn


class Net(nn.Module):
    def foward(self, x):
        return x


Net()(torch.ones(2))
