import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(2, 1)
layer.eval()
print(layer(torch.ones(2)).requires_grad)
with torch.no_grad():
    print(layer(torch.ones(2)).requires_grad)
