# /// snippet
# layout = ["x", "row"]
# ///
import torch

x = torch.arange(10, 22).view(3, 4)
row = x[1]
print(row)
print(row.shape, row.stride(), row.storage_offset())
print(x.shape, x.stride(), x.storage_offset())
