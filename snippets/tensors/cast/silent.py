import torch

ages = torch.tensor([19, 24, 31])
ages.short()
print(ages.dtype)
ages = ages.short()
print(ages.dtype)
