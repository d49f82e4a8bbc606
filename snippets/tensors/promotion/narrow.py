import torch

small = torch.tensor([100, 200], dtype=torch.uint8)
print(small + torch.tensor([100, 100]))
small += torch.tensor([100, 100])
print(small)
x = torch.tensor([1, 2, 3])
x[0] = 2.7
print(x)
print(x.fill_(2.7))
print(x.copy_(torch.tensor([7.9, 8.9, 9.9])))
