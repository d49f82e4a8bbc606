import torch

x = torch.tensor(7)
print(x.shape, x.dim(), x.numel())
empty = torch.zeros(0, 3)
print(empty.shape, empty.dim(), empty.numel())
