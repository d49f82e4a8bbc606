import torch

double_points = torch.ones(3, 2, dtype=torch.double)
short_points = torch.tensor([[1, 2], [3, 4]], dtype=torch.short)
print(double_points.dtype, short_points.dtype)
