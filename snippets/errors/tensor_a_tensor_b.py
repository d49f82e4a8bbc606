# /// snippet
# raises = "RuntimeError"
# ///
import torch

scores = torch.ones(2, 3)
bonus = torch.tensor([1.0, 2.0])
scores + bonus
