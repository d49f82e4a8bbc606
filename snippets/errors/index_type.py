# /// snippet
# raises = "IndexError"
# ///
import torch

x = torch.arange(4)
x[len(x) / 2]
