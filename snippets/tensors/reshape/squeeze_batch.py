import torch

for size in (4, 1):
    scores = torch.zeros(size, 10, 1)
    print(scores.squeeze().shape, scores.squeeze(-1).shape)
