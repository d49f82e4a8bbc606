import torch
import torch.nn as nn

model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(5, 2))
try:
    model(torch.ones(1, 3))
except RuntimeError as error:
    print(error)
