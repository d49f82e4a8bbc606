# /// snippet
# layout = ["wide"]
# ///
import torch

column = torch.tensor([[1], [2]])
wide = column.expand(2, 3)
print(wide)
print(wide.shape, wide.stride())
