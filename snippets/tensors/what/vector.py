import torch

week = torch.tensor(
    [21.5, 23.0, 19.0, 18.5, 20.0, 22.5, 24.0]
)
print(week)
print(week.ndim, week.shape)
