# /// snippet
# layout = ["x"]
# ///
import torch

x = torch.tensor([[1, 2, 3], [4, 5, 6]])
print(x)
print(x.shape, x.stride(), x.storage_offset())
