import torch.nn as nn

print(nn.Linear(5, 2).weight.shape)
