import torch.nn as nn

model = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3))
print(len(list(model.parameters())))
