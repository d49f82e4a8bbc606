# /// snippet
# raises = "TypeError"
# ///
import torch.nn as nn

nn.Linear(2, 1)([1.0, 2.0])
