import torch.nn as nn

model = nn.Sequential(
    nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10)
)
print(sum(p.numel() for p in model.parameters()))
print(64 * 32 + 32 + 32 * 10 + 10)
