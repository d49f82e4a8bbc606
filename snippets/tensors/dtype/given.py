import torch

print(torch.zeros(3, 2).dtype)
print(torch.ones(2, 3, dtype=torch.uint8))
print(torch.tensor([1, 2], dtype=torch.float64))
print(torch.tensor([1.7, -1.7], dtype=torch.int64))
