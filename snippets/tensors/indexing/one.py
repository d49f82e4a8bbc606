import torch

a = torch.tensor([2.5, 4.0, 8.5, 6.0])
t = a[2]
print(t, a[-1])
print(type(t).__name__, t.size())
