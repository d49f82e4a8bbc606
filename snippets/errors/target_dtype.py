# /// snippet
# raises = "RuntimeError"
# ///
import torch
import torch.nn.functional as F

scores = torch.zeros(2, 3)
target = torch.tensor([0.0, 2.0])
F.cross_entropy(scores, target)
