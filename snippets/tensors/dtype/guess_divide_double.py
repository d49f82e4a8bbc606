import torch

x = torch.tensor([1, 2, 3])
print((x / torch.tensor(1.0, dtype=torch.float64)).dtype)
