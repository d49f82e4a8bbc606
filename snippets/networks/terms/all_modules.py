import torch
import torch.nn as nn
import torch.nn.functional as F

layer = nn.Linear(4, 2)
model = nn.Sequential(layer, nn.ReLU())
for thing in (layer, nn.ReLU(), model, nn.MSELoss()):
    name = type(thing).__name__
    print(f"{name:10} {isinstance(thing, nn.Module)}")
for thing in (F.relu, F.mse_loss):
    name = thing.__name__
    print(f"{name:10} {isinstance(thing, nn.Module)}")
x = torch.tensor([-2.0, 3.0])
print(nn.ReLU()(x), F.relu(x))
