import torch

x = torch.tensor(3.0, requires_grad=True)
y = x**2
with torch.no_grad():
    z = x**2
print(y)
print(z)
print(y.requires_grad, z.requires_grad, x.requires_grad)
