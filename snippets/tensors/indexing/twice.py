import torch

answers = torch.tensor([0, 0, 2])
counts = torch.zeros(3, dtype=torch.int64)
counts[answers] += 1
print(counts)
print(torch.bincount(answers))
