import torch

x = torch.tensor(3.0, requires_grad=True)
with torch.no_grad():
    y = x**2
print(y, y.requires_grad)

z = (x**2).detach()
print(z, z.requires_grad)
