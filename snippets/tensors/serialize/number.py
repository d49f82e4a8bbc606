import pickle

import numpy as np
import torch

losses = [0.5, 0.25]
torch.save({"loss": np.mean(losses)}, "run.pt")
try:
    torch.load("run.pt")
except pickle.UnpicklingError as error:
    message = str(error)
    start = message.index("WeightsUnpickler")
    line = message[start:].splitlines()[0]
    print(*line.split(". "), sep=".\n")
torch.save({"loss": np.mean(losses).item()}, "run.pt")
print(torch.load("run.pt"))
