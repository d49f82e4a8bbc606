import torch

rows = [[1, 2], [3, 4]]
x = torch.tensor(rows)
print(rows * 2)
print(x * 2)
