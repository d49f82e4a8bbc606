import torch
import torch.nn as nn
import torch.nn.functional as F

layer = nn.Linear(4, 2)
model = nn.Sequential(layer, nn.ReLU())
for thing in (layer, nn.ReLU(), model, nn.MSELoss()):
    print(
        f"{type(thing).__name__:10} {isinstance(thing, nn.Module)}"
    )
for function in (F.relu, F.mse_loss):
    print(
        f"{function.__name__:10} {isinstance(function, nn.Module)}"
    )
x = torch.tensor([-2.0, 3.0])
print(nn.ReLU()(x), F.relu(x))
