import torch

x = torch.tensor(2.0)
y = x**2 + 5 * x
try:
    y.backward()
except RuntimeError as error:
    print(error)
print(x.grad)
