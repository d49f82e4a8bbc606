# /// snippet
# raises = "ValueError"
# ///
import torch

torch.tensor(["3.5", "4.0"])
