import torch

x = torch.tensor([1.5, 2.5])
n = torch.tensor([1, 2])
vector = torch.tensor([2.0], dtype=torch.float64)
scalar = torch.tensor(2.0, dtype=torch.float64)
print((x * vector).dtype, torch.result_type(x, vector))
print((x * scalar).dtype, torch.result_type(x, scalar))
print((n * scalar).dtype, torch.result_type(n, scalar))
