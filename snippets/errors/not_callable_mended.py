import torch
import torch.nn as nn

loss_fn = nn.MSELoss()
for _ in range(2):
    loss = loss_fn(torch.ones(2), torch.zeros(2))
    print(loss)
