import torch

x = torch.tensor([3, 4])
print(torch.ones_like(x).fill_(0.5))
