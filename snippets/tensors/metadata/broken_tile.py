# /// snippet
# raises = "AssertionError"
# ///
import torch

seats = torch.zeros(1, dtype=torch.int64).expand(4)
seats[2] = 1
print(seats)

assert seats.tolist() == [0, 0, 1, 0], (
    "more than one seat is taken"
)
