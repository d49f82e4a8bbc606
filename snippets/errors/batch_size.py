# /// snippet
# raises = "ValueError"
# ///
import torch
import torch.nn.functional as F

scores = torch.zeros(4, 3)
F.cross_entropy(scores, torch.tensor([0, 1, 2]))
