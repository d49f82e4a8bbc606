import torch

x = torch.tensor(1.0)
state = {"x": x}
torch.save(state, "state.pt")
x += 1
print(state["x"].item(), torch.load("state.pt")["x"].item())
