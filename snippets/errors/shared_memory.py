# /// snippet
# raises = "RuntimeError"
# ///
import torch

x = torch.zeros(1).expand(3)
x += 1
