import torch

weights = torch.zeros(2, 3, dtype=torch.double)
ages = torch.tensor([19, 24, 31], dtype=torch.short)
print(weights.dtype, ages.dtype)
