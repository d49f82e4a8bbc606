import torch
from torch.utils.data import random_split

data = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
generator = torch.Generator().manual_seed(0)
train, valid, test = random_split(data, [6, 2, 2], generator=generator)
print(list(train), list(valid), list(test))
print(train.indices)
try:
    random_split(data, [6, 2, 1])
except ValueError as error:
    print(error)
