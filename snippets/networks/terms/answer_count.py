import torch.nn as nn

model = nn.Sequential(
    nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)
)
modules = list(model.modules())
children = list(model.children())
print(len(modules), len(children))
print(sum(p.numel() for p in model.parameters()))
