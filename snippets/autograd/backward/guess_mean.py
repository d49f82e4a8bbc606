import torch

x = torch.ones(4, requires_grad=True)
x.mean().backward()
print(x.grad)
