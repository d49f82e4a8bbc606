import torch

torch.manual_seed(0)
noise = torch.rand(4, dtype=torch.double)
cut = noise.to(torch.short)
print(noise)
print(cut)
print(noise * cut)
