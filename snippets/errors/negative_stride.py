# /// snippet
# raises = "ValueError"
# ///
import numpy as np
import torch

torch.from_numpy(np.array([1, 2, 3])[::-1])
