# /// snippet
# layout = ["row", "table", "tall"]
# ///
import torch

row = torch.arange(10, 16)
table = row.view(2, 3)
tall = row.view(3, 2)
print(table)
print(tall)
print(row.data_ptr() == table.data_ptr() == tall.data_ptr())
