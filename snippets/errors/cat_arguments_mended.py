import torch

print(torch.cat([torch.ones(2), torch.zeros(2)]))
