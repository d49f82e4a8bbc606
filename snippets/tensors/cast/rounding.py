import torch

x = torch.tensor([-1.9, -0.5, 0.5, 1.5, 1.9])
print(x.to(torch.int64))
print(x.round().to(torch.int64))
print(x.floor().to(torch.int64))
