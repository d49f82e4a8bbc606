import torch

losses, sizes = torch.tensor([1.0, 5.0]), torch.tensor([3, 1])
print(((losses * sizes).sum() / len(sizes)).item())
