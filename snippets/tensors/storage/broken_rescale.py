# /// snippet
# raises = "AssertionError"
# ///
import torch

scores = torch.tensor(
    [[90.0, 80.0, 70.0], [60.0, 50.0, 40.0]]
)
second = scores[1]
second -= second.mean()
print(second)
print(scores)

assert second.tolist() == [10.0, 0.0, -10.0]
assert scores[1].tolist() == [60.0, 50.0, 40.0], (
    "scores has changed"
)
