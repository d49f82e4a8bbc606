import torch

torch.save((torch.ones(2), torch.zeros(1)), "pair.pt")
print(torch.load("pair.pt"))
