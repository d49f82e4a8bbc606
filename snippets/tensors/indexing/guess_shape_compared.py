import torch

x = torch.tensor([[1, 5], [7, 2]])
print(x > 4)
