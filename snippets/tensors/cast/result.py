import torch

x = torch.tensor([1.5, 2.5])
vector = torch.tensor([2.0, 2.0], dtype=torch.float64)
scalar = torch.tensor(2.0, dtype=torch.float64)
print(torch.result_type(x, vector))
print(torch.result_type(x, scalar))
print((x * scalar).dtype)
