import torch

x = torch.tensor([[4.0, 1.0], [5.0, 3.0], [2.0, 1.0]])
line = x.view(-1)
line[0] = 2.0
print(x)
