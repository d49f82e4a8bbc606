# /// snippet
# raises = "TypeError"
# ///
import torch
import torch.nn as nn

torch.optim.SGD(nn.Linear(2, 1), lr=0.1)
