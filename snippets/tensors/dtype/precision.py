import torch

for dtype in (torch.float16, torch.float32, torch.float64):
    third = torch.tensor(1, dtype=dtype) / 3
    print(f"{third.item():.17f}")
