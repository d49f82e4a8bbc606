# /// snippet
# raises = "ValueError"
# ///
import torch

weeks = [[21.5, 23.0, 19.0], [18.5, 20.0], [22.5]]
x = torch.tensor(weeks)
print(x.shape)

assert x.shape == (3, 3)
assert x[0].tolist() == [21.5, 23.0, 19.0]
assert x[1].tolist() == [18.5, 20.0, -1.0]
assert x[2].tolist() == [22.5, -1.0, -1.0]
