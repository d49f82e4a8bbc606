# /// snippet
# raises = "AttributeError"
# ///
import torch

torch.save("points.pt", torch.ones(2))
