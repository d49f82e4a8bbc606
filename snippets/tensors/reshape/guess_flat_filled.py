import torch

x = torch.zeros(2, 2)
y = x.flatten()
y.fill_(5)
print(x.sum())
