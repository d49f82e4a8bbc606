import torch

x = torch.arange(8).view(2, 4)
x[:, [0, 1]] = 0
print(x)
x[x > 6][0] = 70
x[1][2] = 60
print(x)
