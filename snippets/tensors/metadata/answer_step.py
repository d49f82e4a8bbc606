# /// snippet
# layout = ["x[::2, 1:]"]
# ///
import torch

x = torch.arange(10, 22).view(3, 4)
part = x[::2, 1:]
print(part)
print(part.shape, part.stride(), part.storage_offset())
