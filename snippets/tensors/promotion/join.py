import torch

x = torch.tensor([0.5, 1.5])
n = torch.tensor([3, 4])
print(torch.cat([x, n]))
print(torch.where(n > 3, n, x))
print(x < n, torch.maximum(x, n))
try:
    torch.allclose(x, n)
except RuntimeError as error:
    print(error)
