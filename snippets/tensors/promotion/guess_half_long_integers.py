import torch

x = torch.ones(2, dtype=torch.int16)
print((x + torch.tensor([1, 2])).dtype)
