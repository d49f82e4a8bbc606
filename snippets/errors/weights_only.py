# /// snippet
# raises = "UnpicklingError"
# ///
import torch
import torch.nn as nn

torch.save(nn.Linear(2, 1), "model.pt")
torch.load("model.pt")
