import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 10
d = y.detach()
print(y)
print(d)
try:
    y.numpy()
except RuntimeError as error:
    print(error)
print(d.numpy())
