import torch

x = torch.zeros(2, 3)
print(x.unsqueeze(0).shape)
print(x.unsqueeze(1).shape)
print(x.unsqueeze(-1).shape, x[:, None].shape)
