# /// snippet
# grows = "tensors/serialize/program"
# ///
import torch
from sklearn.datasets import load_diabetes


def layer(x, weight, bias):
    return x @ weight + bias


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

w = torch.tensor([0.0, 0, 30, 15, 0, 0, 0, 0, 30, 0])
w, b = w.reshape(-1, 1), y_train.mean()
guess = layer(x_test, w, b)
two_layers = torch.nn.Sequential(
    torch.nn.Linear(10, 64),
    torch.nn.ReLU(),
    torch.nn.Linear(64, 1),
)

count = w.numel() + b.numel()
print("one layer, by hand:", count, "numbers")
count = sum(p.numel() for p in two_layers.parameters())
print("two layers:", count, "numbers")
off = (y_test - guess).abs().mean()
print(f"our weights: off by {off:.1f}")
