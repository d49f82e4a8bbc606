import torch

x = torch.tensor([[1, 2, 3], [4, 5, 6]])
print(x.reshape(3, 2))
print(x.t())
