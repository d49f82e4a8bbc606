import torch

torch.manual_seed(0)
state = torch.nn.Linear(3, 2).state_dict()
smaller = torch.nn.Linear(3, 1)
wrapped = torch.nn.Sequential(torch.nn.Linear(3, 2))
for model in (smaller, wrapped):
    try:
        model.load_state_dict(state)
    except RuntimeError as error:
        print(error)

before = wrapped[0].weight.clone()
print(wrapped.load_state_dict(state, strict=False))
print(torch.equal(wrapped[0].weight, before))
