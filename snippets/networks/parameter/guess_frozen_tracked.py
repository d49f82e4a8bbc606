import torch.nn as nn

layer = nn.Linear(2, 1)
layer.weight.requires_grad_(False)
found = [p for p in layer.parameters() if p.requires_grad]
print(len(found))
