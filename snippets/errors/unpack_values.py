# /// snippet
# raises = "ValueError"
# ///
import torch

x = torch.zeros(2, 3, 4)
rows, columns = x.shape
