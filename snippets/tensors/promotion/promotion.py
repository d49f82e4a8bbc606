import torch

prices = torch.tensor([0.5, 1.25, 2.0], dtype=torch.float64)
counts = torch.tensor([3, 2, 10], dtype=torch.int16)
total = prices * counts
print(total)
print(total.dtype, counts.dtype)
