# /// snippet
# raises = "TypeError"
# ///
import torch

torch.cat(torch.ones(2), torch.zeros(2))
