import torch

torch.manual_seed(0)
x = torch.rand(2, 4)
print(x)
print((x >= 0).all(), (x < 1).all())
