import torch.nn as nn

layer = nn.Linear(3, 3)
model = nn.Sequential(layer, layer)
print(len(list(model.parameters())))
