import torch

x = torch.zeros(4, 5, 2)
print(sum(1 for _ in x.shape))
