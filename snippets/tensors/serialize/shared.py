import torch

x = torch.zeros(3)
torch.save({"whole": x, "part": x[:1]}, "shared.pt")
data = torch.load("shared.pt")
data["part"][0] = 9
print(data["whole"])
