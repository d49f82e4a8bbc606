# /// snippet
# raises = "RuntimeError"
# ///
import torch

torch.save(torch.ones(2), "lost/points.pt")
