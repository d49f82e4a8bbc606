import torch

print(torch.tensor([True, 2]).dtype)
