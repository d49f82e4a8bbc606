import torch.nn as nn

model = nn.Sequential(
    nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)
)
print(
    len(list(model.modules())), len(list(model.children()))
)
print(sum(p.numel() for p in model.parameters()))
