# /// snippet
# limit = 60
# ///
import copy

import torch
import torch.nn.functional as F
from sklearn.datasets import load_diabetes

data = load_diabetes(scaled=False)
table = torch.tensor(data.data, dtype=torch.float32)
y = torch.tensor(data.target, dtype=torch.float32)
hand = torch.tensor([0.0, 0, 30, 15, 0, 0, 0, 0, 30, 0])


def learn(model, x, train, valid, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    best = float("inf")
    for _ in range(80):
        loss = F.mse_loss(
            model(x[train]).squeeze(1), y[train]
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            loss = F.mse_loss(
                model(x[valid]).squeeze(1), y[valid]
            )
        if loss < best:
            best = loss
            state = copy.deepcopy(model.state_dict())
    model.load_state_dict(state)
    return model


print("split  mean  hand  linear  two layers")
for seed in range(4):
    torch.manual_seed(seed)
    order = torch.randperm(len(y))
    train = order[:262]
    valid = order[262:342]
    test = order[342:]
    x = (table - table[train].mean(dim=0)) / table[
        train
    ].std(dim=0)
    linear = learn(
        torch.nn.Linear(10, 1), x, train, valid, lr=3.0
    )
    layers = (
        torch.nn.Linear(10, 64),
        torch.nn.ReLU(),
        torch.nn.Linear(64, 1),
    )
    two = learn(
        torch.nn.Sequential(*layers),
        x,
        train,
        valid,
        lr=0.05,
    )
    center = y[train].mean()
    with torch.no_grad():
        guesses = [center, x[test] @ hand + center]
        guesses += [
            model(x[test]).squeeze(1)
            for model in (linear, two)
        ]
    offs = [
        (y[test] - guess).abs().mean() for guess in guesses
    ]
    print(f"{seed:5}", *(f"{off:5.1f}" for off in offs))
