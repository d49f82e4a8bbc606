import torch
import torch.nn as nn

x = torch.tensor([1.0, 2.0])
print(x.sum().item())
model = nn.Linear(2, 1)
try:
    list(model.parameters)
except TypeError as error:
    print(error)
print(len(list(model.parameters())))
