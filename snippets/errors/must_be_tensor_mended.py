import torch
import torch.nn as nn

layer = nn.Linear(2, 1)
print(layer(torch.tensor([1.0, 2.0])).shape)
