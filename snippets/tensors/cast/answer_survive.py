import torch

torch.manual_seed(0)
x = torch.rand(8)
dice = (x * 6).to(torch.int64) + 1
print(dice)
