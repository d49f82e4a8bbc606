# /// snippet
# layout = ["x", "row"]
# ///
import torch

x = torch.arange(10, 22).view(3, 4)
row = x[1]
row[0] = 99
print(x)
x[1, 3] = -5
print(row)
