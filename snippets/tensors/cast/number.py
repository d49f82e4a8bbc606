import torch

x = torch.tensor([1, 2, 3], dtype=torch.int16)
print((x * 2).dtype)
print((x * 2.5).dtype)
print((x / 2).dtype)
half = torch.tensor([1.0], dtype=torch.float16)
print((half * 2.5).dtype)
