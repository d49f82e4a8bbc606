import torch

x = torch.tensor([1.0, 2.0], dtype=torch.float64)
print(x.type(torch.float32).dtype)
print(x.type(torch.int64))
