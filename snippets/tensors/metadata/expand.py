# /// snippet
# layout = ["wide"]
# ///
import torch

column = torch.tensor([[1], [2]])
wide = column.expand(2, 3)
print(wide)
print(wide.shape, wide.stride())
print(column.expand(4, 2, 3).stride())
try:
    wide.expand(2, 6)
except RuntimeError as error:
    print(error)
