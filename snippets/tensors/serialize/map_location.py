import torch

torch.save(torch.ones(2, device="meta"), "meta.pt")
print(torch.load("meta.pt").device)
torch.save(torch.ones(2), "x.pt")
print(torch.load("x.pt").device)
x = torch.load("x.pt", map_location="meta")
print(x.device, x.shape)
print(torch.load("x.pt", map_location="cpu"))
print(torch.load("meta.pt", map_location="cpu").device)
