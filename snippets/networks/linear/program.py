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
train, test = order[:342], order[342:]
x = (x - x[train].mean(dim=0)) / x[train].std(dim=0)

model = torch.nn.Linear(10, 1)
guess = model(x[test]).squeeze(1)

print(model(x[test]).shape, guess.shape)
print("to learn:", sum(p.numel() for p in model.parameters()))
print(f"random weights: off by {(y[test] - guess).abs().mean():.1f}")
