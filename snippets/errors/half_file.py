# /// snippet
# raises = "RuntimeError"
# ///
import torch

torch.save(torch.ones(1000), "points.pt")
with open("points.pt", "rb") as file:
    half = file.read(2000)
with open("half.pt", "wb") as file:
    file.write(half)
torch.load("half.pt")
