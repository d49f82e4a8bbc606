import torch

a = torch.tensor([[1, 2, 3], [4, 5, 6]])
b = torch.tensor([[7, 8, 9]])
print(torch.cat([a, b]))
print(torch.cat([a, a], dim=1).shape)
print(torch.stack([a, a]).shape)
