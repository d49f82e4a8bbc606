import torch
from torch.utils.data import random_split

data = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
fixed = torch.Generator().manual_seed(0)
train, valid, test = random_split(
    data, [6, 2, 2], generator=fixed
)
print(list(train), list(valid), list(test))
print(train.indices)

parts = random_split(data, [0.6, 0.2, 0.2], generator=fixed)
print([len(part) for part in parts])
try:
    random_split(data, [6, 2, 1])
except ValueError as error:
    print(error)
