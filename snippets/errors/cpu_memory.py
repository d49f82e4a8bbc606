# /// snippet
# raises = "RuntimeError"
# varies = 'alloc_cpu\.cpp:\d+'
# ///
import torch

torch.zeros(1_000_000, 1_000_000)
