# /// snippet
# raises = "AssertionError"
# ///
import torch

scores = torch.tensor(
    [
        [90.0, 45.0, 60.0],
        [60.0, 80.0, 40.0],
        [10.0, 20.0, 5.0],
    ]
)
scaled = scores / scores.max(dim=1).values
best = scaled.max(dim=1).values
print(best)

assert best.tolist() == [1.0, 1.0, 1.0], "not 1"
assert scaled[0, 1] == 0.5, "not by the student's best"
