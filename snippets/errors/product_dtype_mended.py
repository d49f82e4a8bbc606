import torch

counts = torch.tensor([[1, 2], [3, 4]])
for dtype in (torch.float32, torch.float64):
    weights = torch.ones(2, 2, dtype=dtype)
    print(weights @ counts.to(dtype))
