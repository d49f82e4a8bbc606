# /// snippet
# grows = "tensors/transpose/program"
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

w = torch.tensor([0.0, 0, 30, 15, 0, 0, 0, 0, 30, 0])
w, b = w.reshape(-1, 1), y_train.mean()
slopes = x_train.t() @ (y_train - b) / (len(x_train) - 1)
guesses = x_test @ torch.cat((0 * w, w, slopes), dim=1) + b

print(y_test.shape, guesses.shape)
off = (y_test - guesses).abs().mean(dim=0)
print(f"always the mean: off by {off[0]:.1f}")
print(f"our weights: off by {off[1]:.1f}")
print(f"slopes as weights: off by {off[2]:.1f}")
