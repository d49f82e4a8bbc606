import torch

x = torch.tensor([[3, -1, 4], [-1, 5, -9]])
mask = x < 0
print(mask)
print(x[mask])
print(x[x[:, 0] > 0])
x[mask] = 0
print(x)
