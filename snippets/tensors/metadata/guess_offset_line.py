import torch

x = torch.arange(12)
print(x[1:][2:].storage_offset())
