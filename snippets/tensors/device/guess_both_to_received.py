import torch

x = torch.ones(2)
layer = torch.nn.Linear(2, 1)
x = x.to("meta")
layer.to("meta")
print(x.device, layer.weight.device)
