import torch

x = torch.tensor(7)
print(x.shape, x.dim(), x.numel())
nothing = torch.zeros(0, 3)
print(
    nothing.shape,
    nothing.dim(),
    nothing.numel(),
    len(nothing),
)
try:
    len(x)
except TypeError as error:
    print(error)
