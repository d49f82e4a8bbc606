import torch
import torch.nn as nn

layer = nn.Linear(2, 1)
nn.init.ones_(layer.weight)
kept = layer.weight.detach()
with torch.no_grad():
    layer.weight += 1
print(kept)
