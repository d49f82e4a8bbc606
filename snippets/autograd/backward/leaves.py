import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 10
y.retain_grad()
z = y * 2
z.sum().backward()
print(x.is_leaf, y.is_leaf, z.is_leaf)
print(x.grad, y.grad)
