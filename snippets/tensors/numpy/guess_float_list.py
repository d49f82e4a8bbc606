import torch

values = [0.5, 1.5]
print((torch.tensor(values) * 2).dtype)
