import torch.nn as nn

print(len(nn.BatchNorm1d(2).state_dict()))
