import torch

x = torch.tensor(1.0)
state = {"x": x}
x += 1
torch.save(state, "state.pt")
print(state["x"].item(), torch.load("state.pt")["x"].item())
