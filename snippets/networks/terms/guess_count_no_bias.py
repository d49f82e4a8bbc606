import torch.nn as nn

model = nn.Sequential(
    nn.Linear(2, 4, bias=False),
    nn.ReLU(),
    nn.Linear(4, 1, bias=False),
)
print(sum(p.numel() for p in model.parameters()))
