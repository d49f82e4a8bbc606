import torch

memory = 15360 * 2**20
photo = torch.zeros(3, 224, 224)
per_image = photo.nbytes
print(per_image)
print(memory / 2**30)
print(memory // per_image)

assert per_image == 3 * 224 * 224 * 4, "these are no bytes"
