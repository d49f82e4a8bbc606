# /// snippet
# raises = "RuntimeError"
# ///
import torch

scores = torch.tensor([90.0, 80.0, 70.0])
weights = torch.tensor([0.5, 0.5])
scores @ weights
