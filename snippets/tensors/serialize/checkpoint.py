import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(
    model.parameters(), lr=0.1, momentum=0.9
)
model(torch.ones(2)).sum().backward()
optimizer.step()
state = {
    "epoch": 3,
    "model": model.state_dict(),
    "optimizer": optimizer.state_dict(),
}
torch.save(state, "checkpoint.pt")

again = torch.nn.Linear(2, 1)
resumed = torch.optim.SGD(
    again.parameters(), lr=0.1, momentum=0.9
)
state = torch.load("checkpoint.pt")
again.load_state_dict(state["model"])
resumed.load_state_dict(state["optimizer"])
print(state["epoch"] + 1)
print(torch.equal(model.weight, again.weight))
print(state["optimizer"]["state"][0])
