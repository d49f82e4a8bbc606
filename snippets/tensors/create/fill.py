import torch

print(torch.ones(2, 3))
print(torch.zeros(2))
print(torch.zeros((2,)))
