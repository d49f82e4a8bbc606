import torch

a = torch.tensor([10.0, 20.0, 30.0])
print(a[1], a[-1])
print(type(a[1]).__name__, a[1].shape)
