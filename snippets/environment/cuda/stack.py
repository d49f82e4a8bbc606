# /// snippet
# varies = '(?<=: ).+'
# ///
import shutil
import subprocess

import matplotlib.pyplot as plt
import torch

driver = gpu = "none"
if torch.cuda.is_available():
    gpu = torch.cuda.get_device_name()
if shutil.which("nvidia-smi"):
    query = ["--query-gpu=driver_version", "--format=csv,noheader"]
    driver = subprocess.check_output(["nvidia-smi", *query], text=True)
stack = {
    "framework": f"PyTorch {torch.__version__}",
    "cuDNN": torch.backends.cudnn.version(),
    "CUDA": torch.version.cuda,
    "driver": driver.strip(),
    "GPU": gpu,
}
for height, (layer, version) in enumerate(reversed(stack.items())):
    plt.barh(height, 1, height=0.8, alpha=0.5)
    plt.text(0.5, height, f"{layer}: {version}", ha="center", va="center")
    print(f"{layer}: {version}")
plt.title("From the GPU up to the framework")
plt.axis("off")
