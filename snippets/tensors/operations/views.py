import torch

x = torch.zeros(2, 3)
first = x[0]
first.add_(5)
print(x)
