import torch
from torch.utils.data import DataLoader

data = torch.arange(6.0)


def next_number(loader):
    torch.manual_seed(0)
    for _ in loader:
        pass
    return f"{torch.rand(1).item():.4f}"


print("no loader      ", next_number([]))
print("in order       ", next_number(DataLoader(data)))
shuffled = DataLoader(data, shuffle=True)
print("shuffled       ", next_number(shuffled))
own = torch.Generator().manual_seed(0)
apart = DataLoader(data, generator=own)
print("own generator  ", next_number(apart))
