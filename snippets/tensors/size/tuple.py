import torch

x = torch.zeros(5, 4)
rows, columns = x.shape
print(rows, columns)
print(isinstance(x.shape, tuple), x.shape == (5, 4))
print(x.shape.numel(), x.numel(), len(x))
