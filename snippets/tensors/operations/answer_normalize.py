import torch

scores = torch.tensor([[90.0, 80.0, 70.0], [60.0, 70.0, 95.0]])
centered = scores - scores.mean(dim=1, keepdim=True)
print(centered)
print(centered.mean(dim=1))
