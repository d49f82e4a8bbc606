# /// snippet
# raises = "TypeError"
# ///
import torch

with open("points.pt", "w") as file:
    torch.save(torch.ones(2), file)
