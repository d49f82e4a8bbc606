import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
d = x.detach()
print(d.data_ptr() == x.data_ptr())
d[0] = 100.0
print(x)
