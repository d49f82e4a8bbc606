import sys
from pathlib import Path

import torch

folder = Path()
if "google.colab" in sys.modules:
    from google.colab import drive

    drive.mount("/content/drive")
    folder = Path("/content/drive/MyDrive")

torch.save(torch.tensor([0.5, 1.5]), folder / "weights.pt")
print(torch.load(folder / "weights.pt"))
