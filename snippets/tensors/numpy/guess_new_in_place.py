import torch

x = torch.zeros(2)
array = x.numpy()
x += 1
print(array)
