import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(16, 1000)
print(16**-0.5)
for values in layer.parameters():
    print(
        f"{values.min().item():.3f} {values.max().item():.3f}"
    )
