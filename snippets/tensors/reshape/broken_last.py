# /// snippet
# raises = "AssertionError"
# ///
import torch


def best(count):
    scores = torch.arange(10.0 * count).view(count, 10, 1)
    scores = scores.squeeze()
    return scores.argmax(-1)


print(best(4).shape, best(1).shape)

assert best(4).tolist() == [9, 9, 9, 9]
assert best(1).tolist() == [9], "one photo, one answer"
