# /// snippet
# raises = "TypeError"
# ///
import torch

torch.ones(2) + [1.0, 2.0]
