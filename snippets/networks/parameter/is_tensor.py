import torch

p = torch.nn.Parameter(torch.zeros(2))
print(isinstance(p, torch.Tensor), p.requires_grad, p.is_leaf)
print((p * 2).requires_grad, type(p * 2).__name__)
