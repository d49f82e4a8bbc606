# /// snippet
# grows = "autograd/backward/program"
# ///
import torch
from sklearn.datasets import load_diabetes

torch.manual_seed(0)
data = load_diabetes(scaled=False)
x = torch.tensor(data.data, dtype=torch.float32)
y = torch.tensor(data.target, dtype=torch.float32)
order = torch.randperm(len(x))
train, test = order[:342], order[342:]
x = (x - x[train].mean(dim=0)) / x[train].std(dim=0)

model = torch.nn.Linear(10, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(101):
    loss = (model(x[train]).squeeze(1) - y[train]).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 20 == 0:
        print(f"step {step:3}: loss {loss.item():.0f}")

guess = model(x[test]).squeeze(1)
print(f"learned weights: off by {(y[test] - guess).abs().mean():.1f}")
