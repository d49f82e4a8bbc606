import torch

x = torch.ones(2)
y = x.to("cpu", copy=True)
y += 1
print(x)
