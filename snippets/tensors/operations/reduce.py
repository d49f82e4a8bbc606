# /// snippet
# draw = ["scores.mean(dim=0)", "scores.mean(dim=1)"]
# ///
import torch

scores = torch.tensor(
    [[90.0, 80.0, 70.0], [60.0, 70.0, 95.0]]
)
print(scores.sum(), scores.mean())
print(scores.mean(dim=0))
print(scores.mean(dim=1))
print(scores.mean(dim=1, keepdim=True).shape)
