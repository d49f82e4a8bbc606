import torch.nn as nn
import torch.nn.functional as F

try:
    nn.Sequential(nn.Linear(4, 2), F.relu)
except TypeError as error:
    print(error)
print(nn.Sequential(nn.Linear(4, 2), nn.ReLU()))
