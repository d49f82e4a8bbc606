import torch

x = torch.tensor([3.0, 7.0])
print(x.to("cpu") is x, x.cpu() is x)
print(x.to("cpu", torch.float64) is x)
copy = x.to("cpu", copy=True)
copy[0] = 100.0
print(x, copy)
