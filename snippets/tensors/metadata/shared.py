import torch

points = torch.tensor([[4, 1], [5, 3], [2, 6]])
second = points[1]
second[0] = 10
print(points)
