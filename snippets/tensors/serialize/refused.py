import torch


class Trap:
    def __reduce__(self):
        return print, ("code ran while loading",)


torch.save(Trap(), "trap.pt")
try:
    torch.load("trap.pt")
except Exception as error:
    print(type(error).__name__)
    message = str(error)
    print(message[message.index("Unsupported") :].split(".")[0])
