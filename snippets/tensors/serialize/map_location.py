import torch

torch.save(torch.ones(2), "x.pt")
x = torch.load("x.pt", map_location="cpu")
print(x.device)
