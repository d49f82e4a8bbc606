import torch

x = torch.tensor([-3, 2, 5, 8])
print(x[(x > 0) & (x < 6)])
print(x[(x < 0) | (x > 6)])
print(x[~(x > 6)])
print(x[~x > 6])
try:
    x[x > 0 and x < 6]
except RuntimeError as error:
    print(error)
