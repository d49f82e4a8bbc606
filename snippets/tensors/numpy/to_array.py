import torch

x = torch.tensor([[1.5, 2.5], [3.5, 4.5]])
array = x.numpy()
print(repr(array))
print(type(array), array.shape)
