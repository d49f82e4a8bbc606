# /// snippet
# grows = "tensors/device/program"
# ///
import torch
from sklearn.datasets import load_diabetes

found = torch.accelerator.current_accelerator(
    check_available=True
)
device = found or torch.device("cpu")
torch.manual_seed(0)
data = load_diabetes(scaled=False)
x = torch.tensor(data.data, dtype=torch.float32)
y = torch.tensor(data.target, dtype=torch.float32)
order = torch.randperm(len(x))
x, y = x[order], y[order].reshape(-1, 1)
mean, std = x[:342].mean(dim=0), x[:342].std(dim=0)
x = (x - mean) / std
x, y = x.to(device), y.to(device)
x_train, x_test = x[:342], x[342:]
y_train, y_test = y[:342], y[342:]

w = torch.tensor(
    [0.0, 0, 30, 15, 0, 0, 0, 0, 30, 0], device=device
)
w, b = w.reshape(-1, 1), y_train.mean()
guess = x_test @ w + b

held = [x, y, w]
size = sum(t.numel() * t.element_size() for t in held)
print("bytes on the device:", size)
one_by_one = torch.stack([row @ w + b for row in x_test])
print(torch.allclose(guess, one_by_one))
off = (y_test - guess).abs().mean()
print(f"our weights: off by {off:.1f}")
