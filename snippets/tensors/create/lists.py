import torch

print(torch.tensor([23, 25]))
print(torch.tensor([[1.5, 2.0], [3.0, 4.5]]))
