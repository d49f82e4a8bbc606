# /// snippet
# raises = "ValueError"
# ///
import torch

torch.tensor([[21.5, 23.0, 19.0], [18.5, 20.0]])
