# /// snippet
# layout = ["y"]
# ///
import torch

x = torch.tensor([[1, 2, 3], [4, 5, 6]])
y = x.t()
y[0, 1] = 40
print(x)
print(x.stride(), y.stride())
