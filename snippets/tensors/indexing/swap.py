import torch

x = torch.tensor([1, 2, 3])
x[0], x[2] = x[2], x[0]
print(x)
x = torch.tensor([1, 2, 3])
x[[0, 2]] = x[[2, 0]]
print(x)
