import torch

x = torch.tensor([1.0, 3.0, 2.0], requires_grad=True)
print((x * 2).requires_grad, x.max().requires_grad)
print(x > 1.5, (x > 1.5).requires_grad)
print(x.argmax(), x.argmax().requires_grad)
print(torch.zeros_like(x).requires_grad)
