import torch

scores = torch.zeros(5, 3)
print(scores.argmax(dim=0).shape)
