import torch

weeks = [[21.5, 23.0, 19.0], [18.5, 20.0], [22.5]]
try:
    print(torch.tensor(weeks).shape)
except ValueError as error:
    print(error)
