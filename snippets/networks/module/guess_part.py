import torch
import torch.nn as nn

model = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
model.eval()
print(model[1].training, model[1](torch.ones(2)).tolist())
