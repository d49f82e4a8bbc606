import torch

small = torch.tensor([100, 200], dtype=torch.uint8)
small += torch.tensor([100, 100])
print(small)
x = torch.tensor([1, 2, 3])
x[0] = 2.7
x[1:] = torch.tensor([8.9, 9.9])
print(x)
