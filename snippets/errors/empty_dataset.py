# /// snippet
# raises = "ValueError"
# ///
from torch.utils.data import DataLoader

DataLoader([], batch_size=2, shuffle=True)
