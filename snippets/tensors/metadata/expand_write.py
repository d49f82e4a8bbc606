import torch

column = torch.tensor([[1], [2]])
wide = column.expand(2, 3)
wide[0, 0] = 9
print(wide)
print(column)
try:
    wide.add_(1)
except RuntimeError as error:
    print(type(error).__name__)
    print(error)
wide.fill_(7)
print(column)
