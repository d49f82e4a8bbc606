import torch

torch.manual_seed(0)
layer = torch.nn.Linear(16, 3)
print(16**-0.5)
print(bool((layer.weight.abs() <= 16**-0.5).all()))
print(bool((layer.bias.abs() <= 16**-0.5).all()))
