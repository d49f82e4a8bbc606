import torch

a = torch.zeros(3)
a[1] = 6
print(a)
rain = torch.zeros(3, 3)
rain[0] = torch.tensor([1.0, 2.0, 3.0])
rain[1] = 4
rain[2, -1] = 9
print(rain)
