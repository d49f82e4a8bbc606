# /// snippet
# grows = "tensors/metadata/program"
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
b = y_train.mean()
slopes = x_train.t() @ (y_train - b) / (len(x_train) - 1)

print(*(f"{name:>5}" for name in data.feature_names))
print(*(f"{one:5.0f}" for one in w))
print(*(f"{one:5.0f}" for one in slopes))
