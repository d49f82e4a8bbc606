import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(16, 1000)
print(16**-0.5)
for values in layer.parameters():
    low, high = values.min().item(), values.max().item()
    print(f"{low:.3f} {high:.3f}")
