import torch

with torch.device("meta"):
    x = torch.ones(2)
    layer = torch.nn.Linear(2, 1)
y = torch.ones(2)
print(x.device, layer.weight.device, y.device)
