import torch

x = torch.tensor(3.0, requires_grad=True)
y = x + 1
y.backward()
y.backward()
print(x.grad)

y = x * 2
y.backward()
try:
    y.backward()
except RuntimeError as error:
    print(type(error).__name__)

x.grad = None
z = x**2
z.backward(retain_graph=True)
print(x.grad)
z.backward()
print(x.grad)
