import torch


class Net(torch.nn.Module):
    pass


try:
    Net()(torch.ones(3))
except NotImplementedError as error:
    print(error)
