import torch

x = torch.tensor([[1, 5], [7, 2]])
print(torch.where(x > 4, x, 0))
