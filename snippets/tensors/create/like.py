import torch

x = torch.tensor([[1, 2, 3], [4, 5, 6]], dtype=torch.int16)
print(torch.zeros_like(x))
print(torch.ones_like(x, dtype=torch.float32))
print(torch.zeros_like(x).fill_(2.9))
