# /// snippet
# layout = ["x", "x.view(2, 3)", "x.reshape(3, 2)"]
# ///
import torch

x = torch.arange(10, 16)
view = x.view(2, 3)
shaped = x.reshape(3, 2)
view[0, 0] = 50
print(x)
print(shaped)
