import torch

x = torch.zeros(3)
x.numpy()[:] = 7
print(x)
