import torch

torch.manual_seed(0)
x = torch.rand(5, dtype=torch.double)
print(x)
print(x.to(torch.short))
print(x * x.to(torch.short))
