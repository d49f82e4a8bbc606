import torch
import torch.nn as nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 2))
for name, parameter in model.named_parameters():
    print(name, tuple(parameter.shape))
