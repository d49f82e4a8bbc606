import torch

rain = torch.zeros(2, 3)
try:
    rain[0] = torch.tensor([1.0, 2.0])
except RuntimeError as error:
    print(error)
rain[:, 0] = torch.tensor([1.0, 2.0])
print(rain)
