import torch

scores = torch.tensor([[90, 80, 70], [60, 50, 40]])
second = scores[1]
second[0] = 0
print(second)
print(scores)
