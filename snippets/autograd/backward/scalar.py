import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2
try:
    y.backward()
except RuntimeError as error:
    print(error)
y.sum().backward()
print(x.grad)
x.grad = None
(x**2).mean().backward()
print(x.grad)
