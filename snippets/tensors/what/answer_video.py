import torch

clip = torch.zeros(30, 3, 72, 128)
print(clip.ndim, clip.numel())
