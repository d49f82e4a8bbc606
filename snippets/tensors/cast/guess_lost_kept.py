import torch

x = torch.tensor([1, 2])
x = x.float()
print(x.dtype)
