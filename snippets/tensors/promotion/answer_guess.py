import torch

n = torch.tensor([1, 2])
x = torch.tensor([0.5, 1.5])
d = torch.tensor([0.5, 1.5], dtype=torch.float64)
print((n + 1).dtype, (n + 1.0).dtype, (n / n).dtype)
print((x * d).dtype, (x * d[0]).dtype)
