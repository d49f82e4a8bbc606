import torch

print(torch.Tensor(3).shape, torch.tensor(3).shape)
print(torch.FloatTensor(4, 3).shape)
print(torch.empty(4, 3, dtype=torch.float32).shape)
print(torch.zeros(4, 3, dtype=torch.float32).shape)
