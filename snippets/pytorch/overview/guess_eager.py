import torch

x = torch.tensor(1.0)
y = x * 2
x = torch.tensor(10.0)
print(y.item())
