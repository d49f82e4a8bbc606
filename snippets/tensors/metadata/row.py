# /// snippet
# layout = ["points", "second"]
# ///
import torch

points = torch.tensor([[4, 1], [5, 3], [2, 6]])
second = points[1]
print(second, second.shape)
print(second.stride(), second.storage_offset())
