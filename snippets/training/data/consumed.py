import torch
from torch.utils.data import DataLoader

data = torch.arange(6.0)


def next_number(loader):
    torch.manual_seed(0)
    for _ in loader:
        pass
    return f"{torch.rand(1).item():.4f}"


own = torch.Generator().manual_seed(0)
print("no loader      ", next_number([]))
print("in order       ", next_number(DataLoader(data)))
print(
    "shuffled       ",
    next_number(DataLoader(data, shuffle=True)),
)
print(
    "own generator  ",
    next_number(DataLoader(data, generator=own)),
)
