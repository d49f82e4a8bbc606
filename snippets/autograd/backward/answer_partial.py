import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x**2 * y + y
z.backward()
print(x.grad, 2 * x.item() * y.item())
print(y.grad, x.item() ** 2 + 1)
