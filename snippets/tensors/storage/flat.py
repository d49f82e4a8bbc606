# /// snippet
# layout = ["x", "x.t()"]
# ///
import torch

x = torch.arange(6).reshape(2, 3)
print(x)
print(x.stride(), x.storage_offset())
