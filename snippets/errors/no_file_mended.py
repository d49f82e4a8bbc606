import os

import torch

torch.save(torch.ones(2), "model.pt")
print("model.pt" in os.listdir())
print(torch.load("model.pt"))
