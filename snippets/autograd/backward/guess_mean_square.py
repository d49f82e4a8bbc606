import torch

x = torch.ones(4, requires_grad=True)
(x**2).mean().backward()
print(x.grad)
