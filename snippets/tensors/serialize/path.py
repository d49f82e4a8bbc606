import torch

x = torch.tensor([[1.5, 2.5], [3.5, 4.5]])
torch.save(x, "points.pt")
loaded = torch.load("points.pt")
print(loaded)
print(torch.equal(x, loaded))
loaded[0, 0] = 100
print(x[0, 0], loaded[0, 0])
