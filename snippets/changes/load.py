import datetime

import torch

torch.save(datetime.date(2023, 4, 5), "day.pt")
try:
    torch.load("day.pt")
except Exception as error:
    print(type(error).__name__)
print(torch.load("day.pt", weights_only=False))
torch.save(torch.ones(2), "x.pt")
print(torch.load("x.pt"))
