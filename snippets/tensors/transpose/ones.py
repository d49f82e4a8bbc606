import torch

column = torch.arange(12).view(3, 4)[:, :1]
print(column.shape, column.stride(), column.is_contiguous())
print(column.view(-1), column.view(1, 3).stride())
