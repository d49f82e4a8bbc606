import torch

state = {"epoch": 3, "weight": torch.tensor([0.5, 1.5])}
torch.save(state, "checkpoint.pt")
again = torch.load("checkpoint.pt")
print(again["epoch"] + 1, again["weight"])
