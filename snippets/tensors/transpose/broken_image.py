# /// snippet
# raises = "AssertionError"
# ///
import torch

image = torch.tensor(
    [[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]]
)
print(image.shape)
channels_first = image.view(3, 2, 2)
print(channels_first[0])
print(image[:, :, 0])

assert channels_first.shape == (3, 2, 2)
assert torch.equal(channels_first[0], image[:, :, 0]), (
    "mixed up"
)
assert torch.equal(channels_first[2], image[:, :, 2])
