import torch

print(torch.arange(5))
print(torch.arange(0, 10, 2))
print(torch.arange(1, 1.3, 0.1))
print(torch.linspace(1, 1.3, 4))
