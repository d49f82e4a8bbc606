import torch

with open("points.pt", "wb") as file:
    torch.save(torch.ones(2), file)
print(torch.load("points.pt"))
