import torch

x = torch.tensor([[1.5, 2.5], [3.5, 4.5]])
torch.save(x, "points.pt")
loaded = torch.load("points.pt")
print(loaded)
print(torch.equal(x, loaded))
print(x.data_ptr() == loaded.data_ptr())
