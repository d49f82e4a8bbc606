import torch
import torch.nn as nn

torch.manual_seed(0)
photos = torch.rand(16, 8, 8)
layer = nn.Linear(64, 10)
scores = layer(photos.flatten(1))
print(scores.shape)

assert scores.shape == (16, 10)
assert layer.weight.shape == (10, 64), "another layer"
alone = layer(photos[1].view(64))
assert torch.allclose(scores[1], alone, atol=1e-6), (
    "not the score of each photo alone"
)
