# /// snippet
# raises = "RuntimeError"
# ///
import torch
import torch.nn.functional as F

prediction = torch.tensor([0.5, 0.5])
F.binary_cross_entropy(prediction, torch.tensor([1, 0]))
