import torch

x = torch.arange(12, dtype=torch.uint8).view(3, 4)
print(x.stride())
i, j = 2, 1
position = x.storage_offset() + i * x.stride(0) + j * x.stride(1)
print(position)
print(x.untyped_storage()[position], x[i, j].item())
