import torch

n = torch.arange(1, 10)
table = n.unsqueeze(1) * n
print(table.shape)
print(table[6])
