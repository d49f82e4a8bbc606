import torch
from torch.utils.data import DataLoader

loader = DataLoader(
    torch.arange(12), batch_size=5, drop_last=True
)
print(len(loader))
