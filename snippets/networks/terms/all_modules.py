import torch

layer = torch.nn.Linear(4, 2)
model = torch.nn.Sequential(layer, torch.nn.ReLU())
for thing in (layer, torch.nn.ReLU(), model, torch.nn.MSELoss()):
    print(type(thing).__name__, isinstance(thing, torch.nn.Module))
