import torch

table = torch.tensor([[1, 2, 3], [4, 5, 6]])
try:
    table -= table[0]
except RuntimeError as error:
    print(error)
print(table - table[0])
