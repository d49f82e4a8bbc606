import torch

x = torch.tensor([[1, 2], [3, 4]])
y = x
y[0, 1] = 9
print(x)
