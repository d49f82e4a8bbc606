# /// snippet
# raises = "AssertionError"
# ///
import torch
from torch.utils.data import TensorDataset

TensorDataset(torch.zeros(5, 2), torch.zeros(4))
