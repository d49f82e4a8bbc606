import torch
import torch.nn as nn

torch.save(nn.Linear(2, 1).state_dict(), "model.pt")
model = nn.Linear(2, 1)
print(model.load_state_dict(torch.load("model.pt")))
