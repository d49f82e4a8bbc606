# /// snippet
# raises = "AssertionError"
# ///
import torch

pixels = torch.tensor([0.2, 1.4, -0.3])
picture = pixels.numpy()
picture[picture > 1] = 1
picture[picture < 0] = 0
print(picture)
print(pixels)
before = torch.tensor([0.2, 1.4, -0.3])

assert picture.min() >= 0 and picture.max() <= 1
assert torch.equal(pixels, before), "cut, too"
