# /// snippet
# varies = '(?<=: ).+'
# ///
import shutil

import torch

print(f"usable: {torch.cuda.is_available()}")
print(f"driver: {shutil.which('nvidia-smi') is not None}")
print(f"built with CUDA: {torch.version.cuda}")
