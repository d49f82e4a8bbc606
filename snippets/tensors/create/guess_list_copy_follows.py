import torch

values = [1, 2]
values[0] = 9
x = torch.tensor(values)
print(x + torch.tensor(values))
