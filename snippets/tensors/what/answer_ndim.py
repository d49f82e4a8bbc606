import torch

for data in (7, [7], [[7]], [[[7, 8]]]):
    x = torch.tensor(data)
    print(x.ndim, tuple(x.shape), x.numel())
