import torch

x = torch.zeros(2, 2)
y = x.flatten()
y[0] = 5
print(x.sum())
