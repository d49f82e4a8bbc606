import torch

for size in (4, 1):
    scores = torch.zeros(size, 10, 1).squeeze(-1)
    print(scores.shape, scores.argmax(-1).shape)
