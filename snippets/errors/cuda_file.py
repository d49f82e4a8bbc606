# /// snippet
# raises = "RuntimeError"
# ///
import torch

torch.save(torch.ones(2), "points.pt")
torch.load("points.pt", map_location="cuda")
