# /// snippet
# layout = ["points", "points[1]", "copy"]
# ///
import torch

points = torch.tensor([[4, 1], [5, 3], [2, 6]])
copy = points[1].clone()
copy[0] = 10
print(points)
print(copy, copy.storage_offset())
