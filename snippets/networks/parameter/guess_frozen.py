import torch.nn as nn

layer = nn.Linear(2, 1)
layer.weight.requires_grad_(False)
found = list(layer.parameters())
print(len(found))
