import torch


def best(count):
    scores = torch.zeros(count, 10, 1).squeeze(-1)
    return scores.argmax(-1)


print(best(4).shape, best(1).shape)

assert best(4).shape == (4,)
assert best(1).shape == (1,), "one photo, one answer"
