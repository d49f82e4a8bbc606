import torch

print(torch.tensor([12, 7, 30]))
print(torch.tensor([[1.5, 2.0], [3.0, 4.5]]))
print(torch.tensor([1, 2.5]))
