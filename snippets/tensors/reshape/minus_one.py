import torch

x = torch.arange(24)
print(x.view(-1, 4).shape)
print(x.view(2, -1, 3).shape)
try:
    x.view(-1, 5)
except RuntimeError as error:
    print(error)
