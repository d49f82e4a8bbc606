# /// snippet
# raises = "RuntimeError"
# ///
import torch

x = torch.ones(2, device="meta")
x + torch.ones(2)
