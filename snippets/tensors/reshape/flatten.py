import torch

x = torch.zeros(2, 3, 4)
print(torch.flatten(x).shape, torch.flatten(x, 0).shape)
print(torch.flatten(x, 1).shape)
print(torch.flatten(x, start_dim=0, end_dim=1).shape)
