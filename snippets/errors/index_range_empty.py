import torch

x = torch.arange(3)
large = x[x > 5]
print(large)
try:
    large[0]
except IndexError as error:
    print(error)
