import torch

x = torch.tensor([1.0, 4.0, 9.0])
y = torch.tensor([2.0, 2.0, 3.0])
print(x - y, x * y, x / y)
print(x**2, x.sqrt(), -x)
print((x - y).abs(), x > y)
print(torch.tensor([7, -7]) / 2, torch.tensor([7, -7]) // 2)
