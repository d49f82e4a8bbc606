import torch

x = torch.zeros(2, 2)
y = x.t().flatten()
y[0] = 5
print(x.sum())
