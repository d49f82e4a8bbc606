# /// snippet
# varies = '(?<=: ).+'
# ///
import shutil
import subprocess

import matplotlib.pyplot as plt
import torch

gpu = driver = "none"
if shutil.which("nvidia-smi"):
    fields = [
        "--query-gpu=name,driver_version",
        "--format=csv,noheader",
    ]
    asked = subprocess.run(
        ["nvidia-smi", *fields],
        capture_output=True,
        text=True,
    )
    if asked.returncode == 0:
        told = asked.stdout.partition("\n")[0]
        gpu, _, driver = told.partition(", ")
stack = {
    "framework": f"PyTorch {torch.__version__}",
    "cuDNN": torch.backends.cudnn.version(),
    "CUDA": torch.version.cuda,
    "driver": driver,
    "GPU": gpu,
}
upwards = reversed(stack.items())
for height, (layer, version) in enumerate(upwards):
    words = f"{layer}: {version}"
    plt.barh(height, 1, height=0.8, alpha=0.5)
    plt.text(0.5, height, words, ha="center", va="center")
    print(words)
plt.title("From the GPU up to the framework")
plt.axis("off")
plt.show()
