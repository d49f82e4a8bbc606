import torch

x = torch.tensor([3, 4])
print(torch.full(x.shape, 0.5))
