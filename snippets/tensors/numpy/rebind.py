import torch

x = torch.zeros(3)
array = x.numpy()
array += 1
print(x)
array = array + 1
print(x, array)
