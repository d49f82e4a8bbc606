# /// snippet
# limit = 60
# grows = "training/loop/program"
# ///
import torch
import torch.nn.functional as F
from sklearn.datasets import load_diabetes
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
data = load_diabetes(scaled=False)
x = torch.tensor(data.data, dtype=torch.float32)
y = torch.tensor(data.target, dtype=torch.float32)
order = torch.randperm(len(x))
train, valid, test = order[:262], order[262:342], order[342:]
mean, std = x[train].mean(dim=0), x[train].std(dim=0)
x = (x - mean) / std

model = torch.nn.Sequential(
    torch.nn.Linear(10, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1)
)
optimizer = torch.optim.Adam(model.parameters(), lr=0.03)
pairs = TensorDataset(x[train], y[train])
best = float("inf")
for _ in range(25):
    for inputs, targets in DataLoader(pairs, batch_size=32, shuffle=True):
        loss = F.mse_loss(model(inputs).squeeze(1), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        loss = F.mse_loss(model(x[valid]).squeeze(1), y[valid])
    if loss < best:
        best, state = loss, model.state_dict() | {"mean": mean, "std": std}
        torch.save(state, "best.pt")

state = torch.load("best.pt", weights_only=True)
mean, std = state.pop("mean"), state.pop("std")
model.load_state_dict(state)
with torch.no_grad():
    guess = model(x[test]).squeeze(1)
    patient = torch.tensor(data.data[int(test[0])], dtype=torch.float32)
    answer = model((patient - mean) / std)
print(f"best weights: off by {(y[test] - guess).abs().mean():.1f}")
print(f"one patient: {answer.item():.0f}, in truth {y[test[0]]:.0f}")
