import torch

prediction, target = torch.zeros(4, 1), torch.zeros(4)
print((prediction - target).shape)
