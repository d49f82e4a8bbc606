import torch

x = torch.arange(100, 124).view(2, 3, 4)
flat = torch.arange(100, 124)
i, j, k = 1, 2, 3
s0, s1, s2 = x.stride()
position = x.storage_offset() + i * s0 + j * s1 + k * s2
print(x.stride(), position)
print(flat[position] == x[i, j, k])
