import torch

x = torch.tensor([1, 2])
y = x
y += 1
y = y + 1
print(x)
