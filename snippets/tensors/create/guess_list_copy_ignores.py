import torch

values = [1, 2]
x = torch.tensor(values)
y = torch.tensor(values)
values[0] = 9
print(x + y)
