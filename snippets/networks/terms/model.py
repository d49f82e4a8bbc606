import torch
import torch.nn as nn

torch.manual_seed(0)
model = nn.Sequential(
    nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)
)
print(model)
print(model(torch.ones(3)).shape)
print(model(torch.ones(5, 3)).shape)
