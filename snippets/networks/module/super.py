import torch


class Net(torch.nn.Module):
    def __init__(self):
        self.layer = torch.nn.Linear(3, 2)


try:
    Net()
except AttributeError as error:
    print(error)
