import torch

print(torch.tensor([0, 3, 1]).dtype)
print(torch.tensor([0, 3.0, 1]).dtype)
print(torch.tensor([0 > 1, 3 > 1]).dtype)
