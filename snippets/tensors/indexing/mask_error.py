import torch

x = torch.arange(12).view(3, 4)
try:
    x[torch.tensor([True, False])]
except IndexError as error:
    print(error)
print(x[torch.tensor([True, False, True])])
print(x[:, torch.tensor([True, False, False, True])])
