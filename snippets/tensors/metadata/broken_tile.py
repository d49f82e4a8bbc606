import torch

seats = torch.zeros(1, dtype=torch.int64).expand(4)
seats[2] = 1
print(seats)
