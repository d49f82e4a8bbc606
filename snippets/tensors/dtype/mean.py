import torch

scores = torch.tensor([[90, 85, 70], [60, 75, 95]])
try:
    scores.mean()
except RuntimeError as error:
    print(error)
print(scores.sum(), scores.mean(dtype=torch.float32))
print(scores.sum() / scores.numel())
