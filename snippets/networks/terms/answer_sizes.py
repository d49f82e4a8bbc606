import torch
import torch.nn as nn

model = nn.Sequential(
    nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)
)
scores = model(torch.ones(1, 3))
print(scores.shape)

assert scores.shape == (1, 2)
assert len(list(model.modules())) == 4, "a layer is gone"
