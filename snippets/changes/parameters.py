import torch


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.ones(3, 2)


print(list(Net().parameters()), len(Net().state_dict()))
