import torch
import torch.nn as nn

torch.manual_seed(0)
block = nn.Sequential(nn.Linear(4, 4), nn.ReLU())
model = nn.Sequential(block, nn.Linear(4, 2))
print(model)
for name, module in model.named_modules():
    print(f"{name!r:6} {type(module).__name__}")
