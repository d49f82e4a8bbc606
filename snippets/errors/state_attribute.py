import torch
import torch.nn as nn

torch.save(nn.Linear(2, 1).state_dict(), "model.pt")
state = torch.load("model.pt")
try:
    state.eval()
except AttributeError as error:
    print(error)
model = nn.Linear(2, 1)
print(model.load_state_dict(state))
