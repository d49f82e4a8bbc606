import pickle

import torch


class Trap:
    def __reduce__(self):
        return print, ("code ran while loading",)


torch.save(Trap(), "trap.pt")
print("saved")
try:
    torch.load("trap.pt")
except pickle.UnpicklingError as error:
    print(type(error).__name__)
    message = str(error)
    print(message.split(". ")[0])
    start = message.index("WeightsUnpickler")
    line = message[start:].splitlines()[0]
    print(*line.split(". "), sep=".\n")
