import torch
import torch.nn as nn

p = nn.Parameter(torch.zeros(2))
print(p)
print(isinstance(p, torch.Tensor), p.requires_grad)
fixed = nn.Parameter(torch.zeros(2), requires_grad=False)
print(fixed.requires_grad)
print(type(p).__name__, type(p * 2).__name__)
