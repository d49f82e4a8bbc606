import torch

gib = 2**30
memory = 15 * gib
per_image = torch.zeros(3, 224, 224).nbytes
print(per_image)
print(memory // per_image)
