# /// snippet
# raises = "ValueError"
# ///
import torch
import torch.nn as nn

model = nn.BatchNorm1d(2)
model(torch.ones(1, 2))
