import torch

x = torch.zeros(2, 2)
row = x[:]
row += 1
print(x.sum())
