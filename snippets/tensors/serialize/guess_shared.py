import torch

x = torch.tensor([1, 2])
torch.save([x, x[:1]], "x.pt")
whole, part = torch.load("x.pt")
part[0] = 9
print(whole)
