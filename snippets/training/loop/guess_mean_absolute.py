import torch
import torch.nn.functional as F

prediction = torch.tensor([1.0, 3.0])
target = torch.tensor([1.0, 1.0])
print(F.l1_loss(prediction, target))
