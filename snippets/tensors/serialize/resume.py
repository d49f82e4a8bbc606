import torch


def train(model, optimizer, steps):
    for _ in range(steps):
        optimizer.zero_grad()
        model(torch.ones(2)).pow(2).sum().backward()
        optimizer.step()


def start():
    torch.manual_seed(0)
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(
        model.parameters(), lr=0.05, momentum=0.9
    )
    return model, optimizer


whole = start()
train(*whole, 6)
first = start()
train(*first, 3)
torch.save(
    [part.state_dict() for part in first], "first.pt"
)
for keep in (True, False):
    weights, state = torch.load("first.pt")
    model, optimizer = start()
    model.load_state_dict(weights)
    if keep:
        optimizer.load_state_dict(state)
    train(model, optimizer, 3)
    same = torch.equal(model.weight, whole[0].weight)
    print(
        f"optimizer restored: {keep}, same weights: {same}"
    )
