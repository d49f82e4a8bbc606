import torch

x = torch.tensor([3, 9, 5, 8])
x[x > 6][0] = 70
print(x)
