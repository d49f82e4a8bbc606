# /// snippet
# raises = "RuntimeError"
# ///
import torch

weights = torch.tensor([0.5, 0.25, 0.25])
scores = torch.tensor([90, 80, 70])
scores.float()
total = scores @ weights
print(total)

assert total == 82.5
