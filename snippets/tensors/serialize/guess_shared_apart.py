import torch

x = torch.tensor([1, 2])
torch.save(x, "x.pt")
torch.save(x[:1], "part.pt")
whole, part = torch.load("x.pt"), torch.load("part.pt")
part[0] = 9
print(whole)
