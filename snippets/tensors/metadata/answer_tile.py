import torch

seats = torch.zeros(1, dtype=torch.int64).expand(4).clone()
seats[2] = 1
print(seats)
print(
    torch.zeros(4, dtype=torch.int64).stride(),
    seats.stride(),
)

assert seats.tolist() == [0, 0, 1, 0], (
    "more than one seat is taken"
)
