# /// snippet
# layout = ["x", "column"]
# ///
import torch

x = torch.arange(10, 22).view(3, 4)
column = x[:, 2]
print(column)
print(
    column.shape, column.stride(), column.storage_offset()
)
