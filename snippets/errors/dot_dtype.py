# /// snippet
# raises = "RuntimeError"
# ///
import torch

torch.tensor([90, 80]) @ torch.tensor([0.5, 0.5])
