import torch

x = torch.tensor([1, 2, 3])
try:
    x += 0.5
except RuntimeError as error:
    print(type(error).__name__)
    print(error)
print(x + 0.5)
y = torch.tensor([0.5, 1.5, 2.5])
y += x
print(y)
