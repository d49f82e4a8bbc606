import torch

x = torch.tensor(3.0, requires_grad=True)
for _ in range(3):
    (x**2).backward()
    print(x.grad)
x.grad = None
(x**2).backward()
print(x.grad)
