import torch

torch.manual_seed(0)
x = torch.rand(5, dtype=torch.double)
dice = (x * 6).to(torch.short) + 1
print(dice)
print((x * dice).dtype)
