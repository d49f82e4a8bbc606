import torch

x = torch.ones(4, requires_grad=True)
x.sum().backward()
print(x.grad)
