import torch

x = torch.tensor([1.0, -1.0, 0.0]) / 0
print(x)
print(x == x)
print(x.isnan())
try:
    torch.tensor([1, 2]) // 0
except RuntimeError as error:
    print(error)
