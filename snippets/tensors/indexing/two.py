import torch

points = torch.tensor([[4.0, 1.0], [5.0, 3.0], [2.0, 6.0]])
print(points.shape)
print(points[0])
print(points[0, 1], points[0][1])
