import torch

x = torch.empty(2, 3)
print(x.shape, x.dtype)
x.fill_(0.5)
print(x)
