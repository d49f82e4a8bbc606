import torch

x = torch.zeros(2, 3, 4)
y = x.transpose(0, 2)
print(x.shape, x.stride())
print(y.shape, y.stride())
try:
    x.t()
except RuntimeError as error:
    print(error)
