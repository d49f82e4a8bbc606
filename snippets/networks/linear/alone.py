import torch

torch.manual_seed(0)
layer = torch.nn.Linear(4, 3)
print(layer.weight.shape, layer.bias.shape)
x = torch.tensor([1.0, 2.0, 3.0, 4.0])
print(layer(x))
