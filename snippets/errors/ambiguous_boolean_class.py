import torch
import torch.nn as nn

prediction = torch.tensor([1.0, 2.0])
target = torch.tensor([1.0, 3.0])
try:
    nn.MSELoss(prediction, target)
except RuntimeError as error:
    print(error)
print(nn.MSELoss()(prediction, target))
