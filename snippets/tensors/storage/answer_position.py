import torch

x = torch.arange(10, 22).view(3, 4)
print(x.stride())
i, j = 2, 1
position = i * x.stride(0) + j * x.stride(1)
print(position)
print(x.view(-1)[position], x[i, j])
