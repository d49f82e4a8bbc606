import torch

big = torch.tensor(100_000_000.0)
small = torch.tensor(1.0)
print(big.dtype)
print((big + small) - big)
print((big - big) + small)
