import torch

x = torch.arange(6)
x.resize_(3, 4)
print(x.shape, x.numel(), x.untyped_storage().nbytes())
print(x.view(-1)[:6])
try:
    torch.arange(6).view(3, 4)
except RuntimeError as error:
    print(error)
