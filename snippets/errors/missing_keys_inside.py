import torch.nn as nn

model = nn.Linear(2, 1)
saved = {"model": model.state_dict(), "epoch": 3}
try:
    model.load_state_dict(saved)
except RuntimeError as error:
    print(error)
print(model.load_state_dict(saved["model"]))
