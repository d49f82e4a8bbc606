import torch

x = torch.zeros(1000, 1000, dtype=torch.float64)
print(x.nbytes)
