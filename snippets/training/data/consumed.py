import torch
from torch.utils.data import DataLoader

data = torch.arange(6.0)


def after(**options):
    torch.manual_seed(0)
    for _ in DataLoader(data, batch_size=2, **options):
        pass
    return f"{torch.rand(1).item():.4f}"


torch.manual_seed(0)
print("no loader          ", f"{torch.rand(1).item():.4f}")
print("in order           ", after())
print("shuffled           ", after(shuffle=True))
own = torch.Generator().manual_seed(0)
print("shuffled, generator", after(shuffle=True, generator=own))
