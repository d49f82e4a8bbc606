import torch

torch.manual_seed(0)
model = torch.nn.Linear(3, 2)
torch.save(model.state_dict(), "model.pt")

fresh = torch.nn.Linear(3, 2)
x = torch.ones(1, 3)
print(torch.equal(model(x), fresh(x)))
state = torch.load("model.pt", weights_only=True)
print(list(state))
print(fresh.load_state_dict(state))
print(torch.equal(model(x), fresh(x)))
