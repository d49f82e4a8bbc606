import torch

x = torch.arange(24).view(4, 6).t()
print(x.shape, x.stride(), x.is_contiguous())
print(x.view(2, 3, 4).stride())
print(x.view(6, 2, 2).stride())
try:
    x.view(24)
except RuntimeError as error:
    print(type(error).__name__)
