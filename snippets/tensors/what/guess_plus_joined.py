import torch

a, b = [1, 2], [3, 4]
print(torch.tensor(a + b))
