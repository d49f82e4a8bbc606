import torch

x = torch.tensor([1, 2, 3])
x[0] = 2.7
print(x)
try:
    x += 0.7
except RuntimeError as error:
    print(error)
