import torch

x = torch.tensor(3.0, dtype=torch.float64)
h = 1e-6
slope = ((x + h) ** 2 - (x - h) ** 2) / (2 * h)
print(f"{slope.item():.6f}")
