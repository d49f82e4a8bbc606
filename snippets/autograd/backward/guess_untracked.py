import torch

x = torch.tensor(1.0)
print((x * 2).is_leaf)
