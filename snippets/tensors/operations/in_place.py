import torch

a = torch.tensor([[1, 2, 3], [4, 5, 6]])
b = torch.tensor([[10, 20, 30], [40, 50, 60]])
before = b.data_ptr()
b.add_(a)
print(b)
print(b.data_ptr() == before)
