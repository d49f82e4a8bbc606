import torch

x = torch.arange(4)
with open("points.pt", "wb") as file:
    torch.save(x, file)
with open("points.pt", "rb") as file:
    print(torch.load(file))
