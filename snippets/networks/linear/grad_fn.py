import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(4, 3)
print(layer(torch.ones(4)).grad_fn.name())
print(layer(torch.ones(2, 4)).grad_fn.name())
