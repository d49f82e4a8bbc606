import torch

torch.manual_seed(0)
x = torch.rand(4, dtype=torch.float64)
print(x * x.to(torch.int16))
print(x * (10 * x).to(torch.int16))
