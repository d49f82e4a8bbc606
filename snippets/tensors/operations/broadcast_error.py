import torch

table = torch.zeros(2, 3)
try:
    table + torch.zeros(2)
except RuntimeError as error:
    print(error)
print((table + torch.zeros(2, 1)).shape)
