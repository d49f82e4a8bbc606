# /// snippet
# varies = 'alloc_cpu\.cpp:\d+'
# ///
import torch

try:
    torch.empty(10**15)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
