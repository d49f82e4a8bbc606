import torch

x = torch.tensor([[3.0, 0.0, 4.0], [1.0, 2.0, 2.0]])
print(x.ndim)
