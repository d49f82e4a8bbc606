import torch

torch.manual_seed(0)
layer = torch.nn.Linear(4, 3)
print(layer(torch.ones(4)).grad_fn.name())
print(layer(torch.ones(2, 4)).grad_fn.name())
