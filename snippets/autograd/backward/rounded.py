import torch

x = torch.tensor([1.2, 2.7], requires_grad=True)
y = x.round()
print(y.detach(), y.requires_grad)
y.sum().backward()
print(x.grad)
