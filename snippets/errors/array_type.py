# /// snippet
# raises = "TypeError"
# ///
import numpy as np
import torch

torch.from_numpy(np.array(["3.5", "4.0"]))
