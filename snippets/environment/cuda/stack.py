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
        told = asked.stdout
        gpu, _, driver = told.partition("\n")[0].partition(
            ", "
        )
stack = {
    "framework": f"PyTorch {torch.__version__}",
    "cuDNN": torch.backends.cudnn.version(),
    "CUDA": torch.version.cuda,
    "driver": driver,
    "GPU": gpu,
}
for height, (layer, version) in enumerate(
    reversed(stack.items())
):
    plt.barh(height, 1, height=0.8, alpha=0.5)
    plt.text(
        0.5,
        height,
        f"{layer}: {version}",
        ha="center",
        va="center",
    )
    print(f"{layer}: {version}")
plt.title("From the GPU up to the framework")
plt.axis("off")
plt.show()
