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
x, y = x[order], y[order].reshape(-1, 1)
mean, std = x[:262].mean(dim=0), x[:262].std(dim=0)
x = (x - mean) / std
x_train, x_valid, x_test = x[:262], x[262:342], x[342:]
y_train, y_valid, y_test = y[:262], y[262:342], y[342:]

model = torch.nn.Sequential(
    torch.nn.Linear(10, 64),
    torch.nn.ReLU(),
    torch.nn.Linear(64, 1),
)
optimizer = torch.optim.Adam(model.parameters(), lr=0.03)
pairs = TensorDataset(x_train, y_train)
loader = DataLoader(pairs, batch_size=32, shuffle=True)
scale = {"mean": mean, "std": std}
best = float("inf")
for _ in range(25):
    for inputs, targets in loader:
        loss = F.mse_loss(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        loss = F.mse_loss(model(x_valid), y_valid)
    if loss < best:
        best = loss
        kept = {"model": model.state_dict(), **scale}
        torch.save(kept, "best.pt")
print(f"best valid loss {best:.0f}")

state = torch.load("best.pt", weights_only=True)
mean, std = state["mean"], state["std"]
model.load_state_dict(state["model"])
with torch.no_grad():
    guess = model(x_test)
    row = data.data[int(order[342])]
    patient = torch.tensor(row, dtype=torch.float32)
    answer = model((patient - mean) / std).item()

off = (y_test - guess).abs().mean()
print(f"best weights: off by {off:.1f}")
truth = y_test[0].item()
print(f"one patient: {answer:.0f}, in truth {truth:.0f}")
