import torch

rain = torch.tensor([[0.0, 12.0, 3.0], [8.0, 1.0, 20.0]])
print(rain.shape)
print(rain[1])
print(rain[1, 2], rain[-1, -1], rain[1][2])
