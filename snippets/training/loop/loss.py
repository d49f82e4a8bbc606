import torch
import torch.nn.functional as F

prediction = torch.tensor([2.0, 3.0, 5.0])
target = torch.tensor([1.0, 3.0, 3.0])
print(F.mse_loss(prediction, target))
print(((prediction - target) ** 2).mean())
