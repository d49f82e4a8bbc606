# /// snippet
# raises = "RuntimeError"
# ///
import torch
import torch.nn as nn

photos = torch.ones(32, 28, 28)
nn.Conv2d(1, 8, kernel_size=3)(photos)
