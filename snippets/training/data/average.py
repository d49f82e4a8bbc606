import torch

errors = torch.tensor([1.0, 1.0, 1.0, 1.0, 0.0])
batches = errors.split(4)
print([len(batch) for batch in batches])
print("all at once     ", errors.mean())
means = [batch.mean() for batch in batches]
print("mean of means   ", sum(means) / len(means))
weighted = [batch.mean() * len(batch) for batch in batches]
print("weighted by size", sum(weighted) / len(errors))
