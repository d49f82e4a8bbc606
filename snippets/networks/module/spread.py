import math

import torch

torch.manual_seed(0)
x = torch.randn(1000, 256)
for scale in (1.0, 1 / math.sqrt(256)):
    y = x
    for _ in range(5):
        y = y @ (torch.randn(256, 256) * scale)
    print(f"scale {scale:.4f}: std after five layers {y.std().item():.1e}")
