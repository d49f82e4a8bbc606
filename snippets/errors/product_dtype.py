# /// snippet
# raises = "RuntimeError"
# ///
import torch

weights = torch.ones(2, 2)
counts = torch.tensor([[1, 2], [3, 4]])
weights @ counts
