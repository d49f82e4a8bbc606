# /// snippet
# raises = "RuntimeError"
# ///
import torch
import torch.nn.functional as F

score = torch.tensor([1.5, -0.5])
target = torch.tensor([1.0, 0.0])
F.binary_cross_entropy(score, target)
