# /// snippet
# raises = "IndexError"
# ///
import torch

x = torch.arange(6).view(2, 3)
x[torch.tensor([True, False, True])]
