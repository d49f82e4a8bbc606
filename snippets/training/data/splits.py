# /// snippet
# limit = 60
# ///
import copy

import torch
import torch.nn.functional as F
from sklearn.datasets import load_diabetes

data = load_diabetes(scaled=False)
table = torch.tensor(data.data, dtype=torch.float32)
target = torch.tensor(data.target, dtype=torch.float32)
hand = torch.tensor([0.0, 0, 30, 15, 0, 0, 0, 0, 30, 0])


def learn(model, x, y, lr):
    x_train, x_valid = x[:262], x[262:342]
    y_train, y_valid = y[:262], y[262:342]
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    best = float("inf")
    for _ in range(80):
        loss = F.mse_loss(model(x_train), y_train)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            loss = F.mse_loss(model(x_valid), y_valid)
        if loss < best:
            best = loss
            state = copy.deepcopy(model.state_dict())
    model.load_state_dict(state)


print(f"mean of all: {target.mean():.0f}")
print("split  mean  hand  linear  two layers")
for seed in range(4):
    torch.manual_seed(seed)
    order = torch.randperm(len(table))
    x, y = table[order], target[order].reshape(-1, 1)
    mean, std = x[:262].mean(dim=0), x[:262].std(dim=0)
    x = (x - mean) / std
    x_test, y_test = x[342:], y[342:]
    linear = torch.nn.Linear(10, 1)
    learn(linear, x, y, lr=3.0)
    two_layers = torch.nn.Sequential(
        torch.nn.Linear(10, 64),
        torch.nn.ReLU(),
        torch.nn.Linear(64, 1),
    )
    learn(two_layers, x, y, lr=0.05)
    b = y[:262].mean()
    guesses = [b, x_test @ hand.reshape(-1, 1) + b]
    with torch.no_grad():
        guesses += [linear(x_test), two_layers(x_test)]
    offs = [
        (y_test - guess).abs().mean() for guess in guesses
    ]
    print(f"{seed:5}", *(f"{off:5.1f}" for off in offs))
