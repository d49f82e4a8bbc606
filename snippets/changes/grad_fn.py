import torch

torch.manual_seed(0)
layer = torch.nn.Linear(3, 2)
one = layer(torch.ones(3))
many = layer(torch.ones(5, 3))
print(one.grad_fn.name(), many.grad_fn.name())
