import torch

scores = torch.tensor([90.0, 80.0, 70.0])
weights = torch.tensor([0.5, 0.25, 0.25])
print(scores @ weights)
