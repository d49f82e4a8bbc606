import torch

row = torch.tensor([10, 20, 30])
table = torch.tensor([[1, 2, 3], [4, 5, 6]])
table += row
print(table)
try:
    row += table
except RuntimeError as error:
    print(error)
print((row + table).shape)
