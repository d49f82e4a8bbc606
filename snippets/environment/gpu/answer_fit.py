import torch

memory = 15360 * 2**20
per_image = torch.zeros(3, 224, 224).nbytes
print(per_image)
print(memory / 2**30)
print(memory // per_image)
