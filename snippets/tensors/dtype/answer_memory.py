import torch

for dtype in (torch.float64, torch.float32, torch.float16):
    x = torch.zeros(1000, 1000, dtype=dtype)
    print(dtype, x.numel() * x.element_size())
