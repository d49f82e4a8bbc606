import torch
from torch.utils.data import DataLoader

loader = DataLoader(torch.arange(12), batch_size=3)
print(len(loader))
