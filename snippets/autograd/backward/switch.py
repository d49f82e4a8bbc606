import torch

y = torch.tensor(2.0)
before = y * 3
y.requires_grad = True
after = y * 3
print(y)
print(before.requires_grad, after.requires_grad)
