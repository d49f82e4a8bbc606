import torch

torch.save(torch.ones(2), "points.pt")
print(torch.load("points.pt", map_location="cpu"))
