import torch

a = torch.tensor([[1, 2, 3], [4, 5, 6]])
b = torch.tensor([[10, 20, 30], [40, 50, 60]])
print(a + b)
print(torch.add(a, b))
print(b.add(a))
print(b)
