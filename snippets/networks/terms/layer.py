import torch

torch.manual_seed(0)
layer = torch.nn.Linear(3, 2)
print(layer)
print(layer(torch.ones(3)).shape)
