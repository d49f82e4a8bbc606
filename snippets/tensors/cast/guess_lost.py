import torch

x = torch.tensor([1, 2])
x.float()
print(x.dtype)
