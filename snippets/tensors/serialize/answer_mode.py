import torch

with open("points.pt", "wb") as file:
    torch.save(torch.ones(2), file)
with open("points.pt", "rb") as file:
    print(torch.load(file))

assert torch.load("points.pt").tolist() == [1.0, 1.0]
