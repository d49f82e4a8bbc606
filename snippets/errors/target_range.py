# /// snippet
# raises = "IndexError"
# ///
import torch
import torch.nn.functional as F

scores = torch.zeros(2, 3)
F.cross_entropy(scores, torch.tensor([0, 3]))
