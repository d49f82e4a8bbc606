import torch

x = torch.arange(12).view(3, 4)
try:
    x[3]
except IndexError as error:
    print(type(error).__name__)
    print(error)
print(x[3:].shape, x[1:100].shape)
