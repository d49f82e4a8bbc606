import torch

x = torch.arange(5)
print([0, 1, 2, 3, 4][::-1])
try:
    x[::-1]
except ValueError as error:
    print(type(error).__name__)
    print(error)
print(x.flip(0))
