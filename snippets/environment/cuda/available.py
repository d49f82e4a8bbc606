# /// snippet
# varies = '(?<=: ).+'
# ///
import torch

print(f"usable: {torch.cuda.is_available()}")
print(f"built with CUDA: {torch.version.cuda}")
