import torch

x = torch.zeros(16, 3, 2, 4)
y = torch.zeros(16, 2, 4, 3)
print(x.ndim == y.ndim, x.shape == y.shape)
print(x[0].shape, y[0].shape)
