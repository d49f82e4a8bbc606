import os

import torch

os.makedirs("models", exist_ok=True)
torch.save(torch.ones(2), "models/points.pt")
print(os.listdir("models"))
