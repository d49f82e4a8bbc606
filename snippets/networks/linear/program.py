# /// snippet
# grows = "networks/parameter/program"
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
guess = model(x_test)

print(guess.shape, y_test.shape)
count = sum(p.numel() for p in model.parameters())
print("to learn:", count)
off = (y_test - guess).abs().mean()
print(f"random weights: off by {off:.1f}")
means = f"{guess.mean():.0f} and {y_test.mean():.0f}"
print("mean of guesses and of truth:", means)
