# /// snippet
# raises = "RuntimeError"
# ///
import torch
from torch.utils.data import DataLoader

sentences = [torch.tensor([4, 8, 1]), torch.tensor([3, 9])]
for batch in DataLoader(sentences, batch_size=2):
    print(batch)
