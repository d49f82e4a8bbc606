# /// snippet
# raises = "TypeError"
# ///
from torch.utils.data import DataLoader, Dataset


class Numbers(Dataset):
    def __getitem__(self, index):
        return float(index)


DataLoader(Numbers(), batch_size=2, shuffle=True)
