import torch
import torch.nn.functional as F

scores = torch.tensor([[2.0, 0.0, -1.0], [0.0, 3.0, 0.0]])
targets = torch.tensor([0, 1])
print(scores.shape, targets.shape, targets.dtype)
print(F.cross_entropy(scores, targets))

chances = scores.softmax(dim=1)
print(chances)
print(-chances[[0, 1], targets].log().mean())
