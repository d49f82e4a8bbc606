import torch

x = torch.tensor(3.0, requires_grad=True)
c = torch.tensor(2.0)
y = c * x
print(x.requires_grad, c.requires_grad, y.requires_grad)
print(y)
print(x.grad_fn, y.grad_fn.name())
