import torch

x = torch.tensor(2.0, requires_grad=True)
y = x.detach() * x
y.backward()
print(x.grad)
