import torch

inputs = torch.tensor([[1.0], [2.0]])
targets = torch.tensor([2.0, 4.0])
torch.save(
    {"inputs": inputs, "targets": targets}, "data.pt"
)
data = torch.load("data.pt")
print(list(data))
print(data["targets"])
