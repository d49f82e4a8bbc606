# /// snippet
# limit = 60
# grows = "tensors/gpu/program"
# ///
import torch
from sklearn import metrics
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
guess = x_test @ w + b

off = (y_test - guess).abs().mean()
print(f"our weights: off by {off:.1f}")
answers, guesses = y_test.numpy(), guess.numpy()
same = metrics.mean_absolute_error(answers, guesses)
print(f"by scikit-learn: {same:.1f}")
worst = metrics.max_error(answers, guesses)
print(f"worst patient: off by {worst:.0f}")
