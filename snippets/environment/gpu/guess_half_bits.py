import torch

x = torch.zeros(1000, dtype=torch.float16)
print(x.numel() * torch.finfo(x.dtype).bits)
