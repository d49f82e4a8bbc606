# /// snippet
# raises = "TypeError"
# ///
import torch
import torch.nn as nn

loss = nn.MSELoss()
for _ in range(2):
    loss = loss(torch.ones(2), torch.zeros(2))
    print(loss)
