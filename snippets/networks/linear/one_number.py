import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(1, 1)
hours = torch.tensor([1.0, 2.0, 3.0])
try:
    layer(hours)
except RuntimeError as error:
    print(error)
print(layer(hours.unsqueeze(1)).shape)
