import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
for _ in range(2):
    x.grad = None
    loss = (x**2).sum()
    loss.backward()
print(x.grad)
