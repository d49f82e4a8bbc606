# /// snippet
# grows = "autograd/detach/program"
# ///
import torch
from sklearn.datasets import load_diabetes

torch.manual_seed(0)
data = load_diabetes(scaled=False)
x = torch.tensor(data.data, dtype=torch.float32)
y = torch.tensor(data.target, dtype=torch.float32)
order = torch.randperm(len(x))
x, y = x[order], y[order].reshape(-1, 1)
mean, std = x[:342].mean(dim=0), x[:342].std(dim=0)
x = (x - mean) / std
x_train, x_test = x[:342], x[342:]
y_train, y_test = y[:342], y[342:]

model = torch.nn.Linear(10, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
losses = []
for _ in range(101):
    loss = (model(x_train) - y_train).square().mean()
    losses.append(loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

with torch.no_grad():
    guess = model(x_test)

off = (y_test - guess).abs().mean()
print(f"learned weights: off by {off:.1f}")
for step in range(0, 101, 20):
    print(f"step {step:3}: loss {losses[step]:.0f}")
