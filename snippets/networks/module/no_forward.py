import torch
import torch.nn as nn


class Net(nn.Module):
    def foward(self, x):
        return x


try:
    Net()(torch.ones(3))
except NotImplementedError as error:
    print(error)
