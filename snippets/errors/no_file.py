# /// snippet
# raises = "FileNotFoundError"
# ///
import torch

torch.load("model.pt")
