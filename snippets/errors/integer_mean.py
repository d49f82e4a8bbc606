# /// snippet
# raises = "RuntimeError"
# ///
import torch

torch.tensor([90, 80, 70]).mean()
