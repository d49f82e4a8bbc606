import torch

torch.manual_seed(0)
x = 10 + 10 * torch.rand(1000)
print(bool((x >= 10).all()), bool((x < 20).all()))
