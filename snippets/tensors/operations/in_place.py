import torch

x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
y = torch.tensor([[10.0, 20.0], [30.0, 40.0]])
before = y.data_ptr()
y.add_(x)
print(y)
print(y.data_ptr() == before)
