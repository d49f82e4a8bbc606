import torch

layer = torch.nn.Linear(4, 3)
print(layer(torch.ones(4)).shape)
print(layer(torch.ones(32, 4)).shape)
print(layer(torch.ones(32, 10, 4)).shape)
try:
    layer(torch.ones(32, 5))
except RuntimeError as error:
    print(error)
