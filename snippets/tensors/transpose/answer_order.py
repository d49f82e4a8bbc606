import torch

x = torch.tensor([[7, 8], [9, 10], [11, 12]])
print(x.t().flatten())
print(x.t().contiguous().view(-1))
print(x.flatten())
