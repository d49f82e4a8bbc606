# /// snippet
# layout = ["x", "y"]
# ///
import torch

x = torch.arange(10, 22).view(3, 4)
y = x[1:, ::2].transpose(0, 1)
print(y)
print(y.shape, y.stride(), y.storage_offset())
print(y.is_contiguous())
