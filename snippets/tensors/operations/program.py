import torch
from sklearn.datasets import load_diabetes

data = load_diabetes(scaled=False)
x = torch.tensor(data.data, dtype=torch.float32)
y = torch.tensor(data.target, dtype=torch.float32)
x = (x - x.mean(dim=0)) / x.std(dim=0)

w = torch.tensor([0.0, 0, 30, 15, 0, 0, 0, 0, 30, 0])
guess = x @ w + y.mean()

print(data.feature_names)
span = f"from {y.min():.0f} to {y.max():.0f}"
print(x.shape, guess.shape, span)
off = (y - y.mean()).abs().mean()
print(f"always the mean: off by {off:.1f}")
off = (y - guess).abs().mean()
print(f"our weights: off by {off:.1f}")
