# /// snippet
# raises = "FileNotFoundError"
# ///
import torch

torch.load("lost.pt")
