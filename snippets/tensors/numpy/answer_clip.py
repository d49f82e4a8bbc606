import torch

pixels = torch.tensor([0.2, 1.4, -0.3])
picture = pixels.numpy().copy()
picture[picture > 1] = 1
picture[picture < 0] = 0
print(picture)
print(pixels)
before = torch.tensor([0.2, 1.4, -0.3])

assert abs(picture - [0.2, 1, 0]).max() < 1e-6
assert torch.equal(pixels, before), "cut, too"
