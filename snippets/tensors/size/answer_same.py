import torch

a = torch.zeros(2, 6)
b = torch.zeros(3, 4)
c = torch.zeros(2, 6, dtype=torch.int64)
print(a.shape == b.shape, a.numel(), b.numel())
print(a.shape == c.shape)
