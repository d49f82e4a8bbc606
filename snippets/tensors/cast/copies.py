import torch

x = torch.tensor([1.0, 2.0])
print(x.to(torch.float64) is x)
print(x.to(torch.float32) is x)
print(x.float() is x, x.type(torch.float32) is x)
print(x.to(torch.float32, copy=True) is x)
