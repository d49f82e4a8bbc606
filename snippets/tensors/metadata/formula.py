# /// snippet
# layout = ["part"]
# ///
import torch

line = torch.arange(10, 22)
part = line.view(3, 4)[1:, ::2]
print(part)
print(part.stride(), part.storage_offset())
down, right = part.stride()
position = part.storage_offset() + 1 * down + 1 * right
print(position, line[position], part[1, 1])
