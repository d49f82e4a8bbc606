# /// snippet
# layout = ["x", "y"]
# ///
import torch

x = torch.arange(10, 22).view(3, 4)
part = x[1:, ::2]
y = part.transpose(0, 1)
print(part.stride(), part.storage_offset())
print(y.stride(), y.storage_offset())
print(y)
