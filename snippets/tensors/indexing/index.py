import torch

x = torch.arange(12).view(3, 4)
rows = torch.tensor([2, 0, 2])
print(x[rows])
print(x[torch.tensor([0, 1, 2]), torch.tensor([3, 2, 1])])
