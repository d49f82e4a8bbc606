# /// snippet
# layout = ["points"]
# ///
import torch

points = torch.tensor([[4, 1], [5, 3], [2, 6]])
print(points.shape)
print(points.stride())
print(points.storage_offset())
