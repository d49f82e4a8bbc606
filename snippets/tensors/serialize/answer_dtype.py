import torch

x = torch.tensor([[1, 2], [3, 4]], dtype=torch.int16).t()
torch.save(x, "x.pt")
y = torch.load("x.pt")
print(x.dtype, x.shape, x.stride())
print(y.dtype, y.shape, y.stride())
