import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
d = x.detach() + 0
d[0] = 9.0
print(x.tolist())
