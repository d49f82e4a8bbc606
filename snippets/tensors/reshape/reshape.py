import torch

x = torch.arange(12)
print(x.reshape(3, 4))
print(x.view(2, 6))
print(x.view(2, 2, 3).shape)
print(x.view(3, 4).reshape(12))
