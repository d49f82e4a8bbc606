import torch

try:
    torch.tensor([[1, 2, 3], [4, 5]])
except ValueError as error:
    print(error)
