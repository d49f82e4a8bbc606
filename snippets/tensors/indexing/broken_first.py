# /// snippet
# raises = "AssertionError"
# ///
import torch

x = torch.tensor([3, 8, 5, 9, 8])
x[x > 6][0] = 70
print(x)

assert x.tolist() == [3, 70, 5, 9, 8], "x is not as wanted"
