# /// snippet
# raises = "RuntimeError"
# ///
import torch
import torch.nn.functional as F

scores = torch.zeros(2, 3)
table = torch.tensor([[1, 0, 0], [0, 0, 1]])
F.cross_entropy(scores, table)
