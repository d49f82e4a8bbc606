import torch

points = torch.zeros(3, 2)
points[2, 0] = 7
points[1] = torch.tensor([1.0, 2.0])
points[0] = 5
print(points)
