# /// snippet
# limit = 60
# grows = "autograd/backward/program"
# ///
import matplotlib.pyplot as plt
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
losses = []
for _ in range(101):
    loss = (model(x_train) - y_train).square().mean()
    losses.append(loss.item())
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= 0.1 * p.grad
            p.grad = None

with torch.no_grad():
    guess = model(x_test)

off = (y_test - guess).abs().mean()
print(f"learned weights: off by {off:.1f}")
baseline = (y_train - y_train.mean()).square().mean().item()
worse = sum(loss > baseline for loss in losses)
print(f"always the mean: loss {baseline:.0f}")
print(
    f"steps that were worse: {worse}, last loss {losses[-1]:.0f}"
)

plt.plot(losses, label="train")
plt.axhline(baseline, color="gray", label="always the mean")
plt.title("loss of each step")
plt.legend()
plt.show()
