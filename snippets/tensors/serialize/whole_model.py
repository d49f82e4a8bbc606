import pickle

import torch

model = torch.nn.Linear(2, 1)
torch.save(model, "model.pt")
try:
    torch.load("model.pt")
except pickle.UnpicklingError as error:
    message = str(error)
    start = message.index("WeightsUnpickler")
    line = message[start:].splitlines()[0]
    print(*line.split(". "), sep=".\n")
torch.save(model.state_dict(), "weights.pt")
print(list(torch.load("weights.pt")))
