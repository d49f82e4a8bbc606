import torch

scores = torch.zeros(5, 3)
print(scores.argmax(dim=1).shape)
