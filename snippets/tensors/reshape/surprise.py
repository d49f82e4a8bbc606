import torch

x = torch.zeros(2, 3)
x.reshape(6)[1] = 7
print(x)
y = torch.zeros(3, 2).t()
y.reshape(6)[1] = 7
print(y)
