import torch

x = torch.tensor([1.0, 2.0])
alias = x
x += 1
print(alias)
x = x + 1
print(alias, x)
