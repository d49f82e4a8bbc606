import torch

x = torch.zeros(6, 4)
rows, columns = x.shape
print(rows, columns)
print(isinstance(x.shape, tuple), x.shape == (6, 4))
print(x.shape == [6, 4], list(x.shape) == [6, 4])
print(x.numel(), len(x))
try:
    x.shape[0] = 3
except TypeError as error:
    print(error)
