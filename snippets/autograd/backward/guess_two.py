import torch

x = torch.tensor(2.0, requires_grad=True)
(x**2).backward()
(3 * x).backward()
print(x.grad)
