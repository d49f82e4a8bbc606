import torch

x = torch.zeros(2, 3)
print(x.unsqueeze(0).shape, x.unsqueeze(1).shape)
y = torch.zeros(1, 2, 1, 3)
print(y.squeeze().shape, y.squeeze(2).shape)
