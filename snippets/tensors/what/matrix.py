import torch

scores = torch.tensor([[90, 85, 70], [60, 75, 95]])
print(scores)
print(scores.ndim, scores.shape)
