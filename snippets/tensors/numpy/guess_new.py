import torch

x = torch.zeros(2)
array = x.numpy()
x = x + 1
print(array)
