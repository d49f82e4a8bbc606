import torch
import torch.nn as nn

torch.manual_seed(1)
model = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
print(model[1].training, model[1](torch.ones(2)).tolist())
