import torch

torch.manual_seed(0)
print(torch.randint(0, 3, (10,)))
print(torch.randperm(6))
