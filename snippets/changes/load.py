import datetime

import torch

torch.save(torch.ones(2), "x.pt")
print(torch.load("x.pt"))
torch.save(datetime.date(2023, 4, 5), "day.pt")
try:
    torch.load("day.pt")
except Exception as error:
    print(type(error).__name__)
    message = str(error).replace("\n", " ")
    for sentence in message.split(". "):
        if "2.6" in sentence or "safe_globals" in sentence:
            print("-", sentence.strip())
print(torch.load("day.pt", weights_only=False))
