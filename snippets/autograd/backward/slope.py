import torch

x = torch.tensor(3.0, requires_grad=True)
y = x**2
print(x.grad)
y.backward()
print(x.grad)
print(x)
