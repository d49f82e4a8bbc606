# /// snippet
# raises = "RuntimeError"
# ///
import torch

counts = torch.tensor([1, 2, 3])
counts += 0.5
