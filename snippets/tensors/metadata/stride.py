# /// snippet
# layout = ["x"]
# ///
import torch

x = torch.arange(10, 22).view(3, 4)
print(x)
print(x.shape, x.stride(), x.storage_offset())
print(x.element_size())
