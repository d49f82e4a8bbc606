import torch

a = torch.zeros(2, 3)
b = torch.zeros(3, 4)
print((a @ b).shape)
try:
    b @ a
except RuntimeError as error:
    print(error)
