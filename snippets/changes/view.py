import torch

points = torch.tensor([[4.0, 1.0], [5.0, 3.0], [2.0, 1.0]])
turned = points.t()
print(turned.view(2, 3).shape)
try:
    turned.view(3, 2)
except RuntimeError as error:
    print(error)
