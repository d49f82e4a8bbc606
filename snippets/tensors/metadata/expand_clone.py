import torch

column = torch.tensor([[1], [2]])
wide = column.expand(2, 3).clone()
print(wide.stride())
wide[0, 0] = 9
wide.add_(1)
print(wide)
print(column)
