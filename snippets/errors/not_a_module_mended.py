import torch.nn as nn

layers = [nn.Linear(4, 2), nn.ReLU()]
for wrong in (nn.ReLU, layers):
    try:
        nn.Sequential(wrong)
    except TypeError as error:
        print(error)
print(nn.Sequential(*layers))
