# /// snippet
# raises = "IndexError"
# ///
import torch

scores = torch.tensor([90.0, 80.0])
scores.sum(dim=1)
