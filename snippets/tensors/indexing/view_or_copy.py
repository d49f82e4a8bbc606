import torch

x = torch.arange(8).view(2, 4)
row = x[0]
sliced = x[:, 2:]
masked = x[x > 3]
picked = x[:, [0, 1]]
row[0] = 100
sliced[0, 0] = 200
masked[0] = 300
picked[0, 1] = 400
print(x)
print(masked)
print(picked)
