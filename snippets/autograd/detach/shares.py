import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
d = x.detach()
c = x.detach().clone()
d[0] = 100.0
c[1] = 200.0
print(x)
