# /// snippet
# raises = "TypeError"
# ///
import torch

with open("points.pt", "w") as file:
    torch.save(torch.ones(2), file)

assert torch.load("points.pt").tolist() == [1.0, 1.0]
