# /// snippet
# draw = ["table + row", "table + column", "row + column"]
# ///
import torch

table = torch.tensor([[1, 2, 3], [4, 5, 6]])
row = torch.tensor([10, 20, 30])
column = torch.tensor([[100], [200]])
print(row.shape, column.shape)
print(table + row)
print(table + column)
print((row + column).shape)
