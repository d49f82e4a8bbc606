import torch

scores = torch.tensor(
    [[90.0, 80.0, 70.0], [60.0, 70.0, 95.0]]
)
print(scores.max())
best = scores.max(dim=1)
print(best.values, best.indices)
print(scores.argmax(dim=1), scores.argmax())
