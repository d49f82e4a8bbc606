# /// snippet
# layout = ["x", "x.view(-1)"]
# ///
import torch

x = torch.arange(10, 22).view(3, 4)[:, ::2]
print(x.is_contiguous(), x.shape, x.stride())
print(x.view(-1), x.view(-1).stride())
