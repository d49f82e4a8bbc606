import torch

print(torch.tensor([True, 2.0]).dtype)
