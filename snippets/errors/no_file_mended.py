import os

import torch

torch.save(torch.ones(2), "model.pt")
print(os.listdir())
print(torch.load("model.pt"))
