import torch

x = torch.tensor([[1, 2], [3, 4]])
y = x[0]
y[1] = 0
print(x)
