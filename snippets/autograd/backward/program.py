# /// snippet
# grows = "networks/linear/program"
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
for step in range(101):
    loss = (model(x_train) - y_train).square().mean()
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= 0.1 * p.grad
            p.grad = None
    if step % 20 == 0:
        print(f"step {step:3}: loss {loss.item():.0f}")

guess = model(x_test)
off = (y_test - guess).abs().mean()
print(f"learned weights: off by {off:.1f}")
largest = model.weight[0].abs().argsort(descending=True)[:3]
names = [data.feature_names[i] for i in largest]
print("largest weights:", names)

plt.barh(data.feature_names, model.weight[0].tolist())
plt.axvline(0, color="gray")
plt.title("learned weights")
plt.show()
