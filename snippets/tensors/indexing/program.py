# /// snippet
# grows = "tensors/operations/program"
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

w = torch.tensor([0.0, 0, 30, 15, 0, 0, 0, 0, 30, 0])
guess = x[test] @ w + y[train].mean()

print(x[train].shape, x[test].shape)
off = (y[test] - y[train].mean()).abs().mean()
print(f"always the mean: off by {off:.1f}")
off = (y[test] - guess).abs().mean()
print(f"our weights: off by {off:.1f}")
