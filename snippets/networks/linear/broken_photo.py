# /// snippet
# raises = "RuntimeError"
# ///
import torch
import torch.nn as nn

photos = torch.ones(16, 8, 8)
layer = nn.Linear(64, 10)
scores = layer(photos)
print(scores.shape)

assert scores.shape == (16, 10)
assert layer.weight.shape == (10, 64), "another layer"
