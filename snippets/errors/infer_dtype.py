# /// snippet
# raises = "RuntimeError"
# ///
import torch

torch.tensor([1.5, None, 3.0])
