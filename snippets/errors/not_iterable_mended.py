import torch.nn as nn

model = nn.Linear(2, 1)
try:
    model.parameters()[0]
except TypeError as error:
    print(error)
parameters = list(model.parameters())
print(len(parameters), parameters[0].shape)
