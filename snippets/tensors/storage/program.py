# /// snippet
# grows = "tensors/indexing/program"
# ///
import torch
from sklearn.datasets import load_diabetes

torch.manual_seed(0)
data = load_diabetes(scaled=False)
x = torch.tensor(data.data, dtype=torch.float32)
y = torch.tensor(data.target, dtype=torch.float32)
order = torch.randperm(len(x))
x, y = x[order], y[order]
mean, std = x[:342].mean(dim=0), x[:342].std(dim=0)
x = (x - mean) / std
x_train, x_test = x[:342], x[342:]
y_train, y_test = y[:342], y[342:]

w = torch.tensor([0.0, 0, 30, 15, 0, 0, 0, 0, 30, 0])
guess = x_test @ w + y_train.mean()

for part in (x_train, x_test):
    whole = part.untyped_storage().nbytes()
    used = part.numel() * part.element_size()
    print(used, "bytes of", whole)
off = (y_test - guess).abs().mean()
print(f"our weights: off by {off:.1f}")
