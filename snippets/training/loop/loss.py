import torch
import torch.nn.functional as F

target = torch.tensor([1.0, 3.0, 3.0])
for prediction in (
    torch.tensor([2.0, 3.0, 5.0]),
    torch.tensor([3.0, 3.0, 7.0]),
):
    error = prediction - target
    loss = F.mse_loss(prediction, target)
    print(error, loss, (error**2).mean())
module = torch.nn.MSELoss()
print(module(prediction, target))
