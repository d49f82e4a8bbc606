# /// snippet
# raises = "AssertionError"
# ///
import torch


def best(count):
    scores = torch.arange(10.0 * count) % 9
    scores = scores.view(count, 10, 1)
    scores = scores.squeeze()
    return scores.argmax(-1)


print(best(4).shape, best(1).shape)

assert best(4).tolist() == [8, 7, 6, 5]
assert best(1).tolist() == [8], "one photo, one answer"
