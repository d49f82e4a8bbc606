import torch

ages = [1.5, None, 3.0]
filled = [float("nan") if a is None else a for a in ages]
print(torch.tensor(filled))
