import torch

x = torch.arange(4)
with open("points.t", "wb") as file:
    torch.save(x, file)
with open("points.t", "rb") as file:
    print(torch.load(file))
