# /// snippet
# raises = "AssertionError"
# ///
import torch

photo = torch.zeros(32, 64, 3)
height, width = photo.shape[-2:]
print(height, width)

assert photo.shape == (32, 64, 3), "leave the photo"
assert (height, width) == (32, 64), "not 32 and 64"
