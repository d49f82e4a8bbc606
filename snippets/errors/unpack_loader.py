import torch
from torch.utils.data import DataLoader, TensorDataset

x, y = torch.zeros(6, 2), torch.zeros(6, 1)
try:
    for inputs, targets in DataLoader(x, batch_size=3):
        print(inputs.shape, targets.shape)
except ValueError as error:
    print(error)
loader = DataLoader(TensorDataset(x, y), batch_size=3)
for inputs, targets in loader:
    print(inputs.shape, targets.shape)
