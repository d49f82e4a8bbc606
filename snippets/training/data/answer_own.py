import torch
from torch.utils.data import DataLoader, Dataset


class Squares(Dataset):
    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        if not 0 <= index < self.count:
            raise IndexError(index)
        x = torch.tensor([float(index)])
        return x, x**2


for inputs, targets in DataLoader(Squares(5), batch_size=3):
    print(inputs.flatten(), targets.flatten())
print(len(list(Squares(5))))
