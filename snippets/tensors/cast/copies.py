import torch

x = torch.tensor([1.0, 2.0])
same = x.to(torch.float32)
other = x.to(torch.float64)
print(same is x, other is x)
print(x.to(torch.float32, copy=True) is x)
