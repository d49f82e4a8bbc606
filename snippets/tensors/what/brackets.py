import torch

x = torch.tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])
while x.ndim > 0:
    print(x.ndim, x.tolist())
    x = x[0]
print(x.ndim, x.tolist())
