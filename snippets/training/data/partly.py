import torch

torch.manual_seed(0)
old = torch.nn.Sequential(
    torch.nn.Linear(3, 4), torch.nn.Linear(4, 2)
)
new = torch.nn.Sequential(
    torch.nn.Linear(3, 4), torch.nn.Linear(4, 5)
)
print(torch.equal(new[0].weight, old[0].weight))
try:
    new.load_state_dict(old.state_dict())
except RuntimeError as error:
    print(error)
print(torch.equal(new[0].weight, old[0].weight))
