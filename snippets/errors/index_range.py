# /// snippet
# raises = "IndexError"
# ///
import torch

x = torch.arange(3)
x[3]
