import torch

x = torch.tensor([[1, 2], [3, 4]])
x.short()
print(x.dtype)
x = x.short()
print(x.dtype)
