import torch


class Net(torch.nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.layers = layers


plain = [torch.nn.Linear(2, 2), torch.nn.Linear(2, 2)]
print(len(list(Net(plain).parameters())))
print(len(list(Net(torch.nn.ModuleList(plain)).parameters())))
