# /// snippet
# varies = '(?<=: ).+'
# ///
import shutil
import subprocess

import torch

driver = False
if shutil.which("nvidia-smi"):
    asked = subprocess.run(
        ["nvidia-smi"], capture_output=True
    )
    driver = asked.returncode == 0
print(f"usable: {torch.cuda.is_available()}")
print(f"driver: {driver}")
print(f"built with CUDA: {torch.version.cuda}")
