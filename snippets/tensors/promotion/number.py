import torch

x = torch.tensor([1, 2, 3], dtype=torch.int16)
print((x * 2).dtype, (x * 2.5).dtype, (x / 2).dtype)
half = torch.tensor([1.0], dtype=torch.float16)
print((half * 2).dtype, (half * 2.5).dtype)
pixel = torch.tensor([100, 200], dtype=torch.uint8)
print(pixel + 100)
print(pixel.int() + 100)
