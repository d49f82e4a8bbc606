# /// snippet
# layout = ["x", "row", "copy"]
# ///
import torch

x = torch.arange(10, 22).view(3, 4)
row = x[1]
copy = row.clone()
copy[0] = 99
print(x)
print(copy, copy.storage_offset(), row.storage_offset())
