# /// snippet
# layout = ["points", "column"]
# ///
import torch

points = torch.tensor([[4, 1], [5, 3], [2, 6]])
column = points[:, 1]
print(column, column.shape)
print(column.stride(), column.storage_offset())
