import torch

x = torch.ones(1)
print(x, x.shape)
print(x.item(), x.squeeze())
try:
    torch.ones(2).item()
except RuntimeError as error:
    print(error)
