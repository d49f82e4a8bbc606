import torch

x = torch.tensor(1.0, requires_grad=True)
print((x * 2).is_leaf)
