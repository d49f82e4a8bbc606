import torch.nn as nn

print(len(list(nn.BatchNorm1d(2).buffers())))
