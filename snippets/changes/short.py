import torch

x = torch.ones(2, 2).short()
print(x.dtype)
