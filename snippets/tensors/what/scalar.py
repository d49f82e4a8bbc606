import torch

temperature = torch.tensor(21.5)
print(temperature)
print(temperature.ndim, temperature.shape)
