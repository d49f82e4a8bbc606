import torch

x = torch.tensor([1, 2, 3])
try:
    x += 0.5
except RuntimeError as error:
    print(error)
print(x + 0.5)
