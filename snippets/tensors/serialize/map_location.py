import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.save(torch.ones(2, device=device), "x.pt")
x = torch.load("x.pt", map_location="cpu")
print(x.device)
