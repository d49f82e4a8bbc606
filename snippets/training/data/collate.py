import torch
from torch.utils.data import DataLoader

pairs = [
    (torch.tensor([5.1, 3.5]), 0),
    (torch.tensor([6.3, 3.3]), 2),
    (torch.tensor([6.0, 2.7]), 1),
]
loader = DataLoader(pairs, batch_size=3)
inputs, targets = next(iter(loader))
print(inputs)
print(targets, targets.dtype)
uneven = [torch.tensor([5.1, 3.5]), torch.tensor([6.3])]
try:
    next(iter(DataLoader(uneven, batch_size=2)))
except RuntimeError as error:
    print(error)
