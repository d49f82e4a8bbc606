import torch

pixel = torch.tensor([44, 200], dtype=torch.uint8)
print(pixel == 300, pixel < 300)
print(pixel.int() == 300, pixel.int() < 300)
