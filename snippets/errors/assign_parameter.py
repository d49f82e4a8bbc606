# /// snippet
# raises = "TypeError"
# ///
import torch
import torch.nn as nn

layer = nn.Linear(2, 1)
layer.weight = torch.ones(1, 2)
