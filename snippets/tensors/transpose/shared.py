import torch

x = torch.tensor([[7, 8], [9, 10], [11, 12]])
turned = x.t()
turned[0, 2] = 0
print(turned)
print(x)
