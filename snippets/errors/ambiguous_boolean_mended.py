import torch

x = torch.tensor([1.0, -1.0])
print((x > 0).all(), (x > 0).any())
