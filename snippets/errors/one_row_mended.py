import torch
import torch.nn as nn

model = nn.BatchNorm1d(2)
model.eval()
print(model(torch.ones(1, 2)).shape)
