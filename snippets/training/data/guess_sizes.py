import torch

losses = torch.tensor([1.0, 5.0])
sizes = torch.tensor([3, 1])
print(((losses * sizes).sum() / sizes.sum()).item())
