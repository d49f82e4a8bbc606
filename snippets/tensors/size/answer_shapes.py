import torch

print(torch.tensor([[1], [2], [3]]).shape)
print(torch.tensor([[1, 2, 3]]).shape)
print(torch.zeros(4, 5)[0].shape)
print(torch.zeros(4, 5)[0, 0].shape)
print(torch.zeros(4, 5).sum().shape)
