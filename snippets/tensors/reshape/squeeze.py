import torch

x = torch.zeros(1, 3, 1)
print(x.squeeze().shape)
print(
    x.squeeze(0).shape,
    x.squeeze(2).shape,
    x.squeeze(1).shape,
)
