# /// snippet
# draw = ["(scores @ weights)[1]"]
# ///
import torch

scores = torch.tensor(
    [[90.0, 80.0, 70.0], [60.0, 70.0, 90.0]]
)
weights = torch.tensor([0.5, 0.25, 0.25])
print(scores @ weights)
print((scores * weights).sum(dim=1))
print(weights @ weights)
try:
    weights @ scores
except RuntimeError as error:
    print(error)
