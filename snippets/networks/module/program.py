# /// snippet
# grows = "tensors/indexing/program"
# ///
import torch
from sklearn.datasets import load_diabetes


class Model(torch.nn.Module):
    def __init__(self, w, b):
        super().__init__()
        self.w = w
        self.b = b

    def forward(self, x):
        return x @ self.w + self.b


torch.manual_seed(0)
data = load_diabetes(scaled=False)
x = torch.tensor(data.data, dtype=torch.float32)
y = torch.tensor(data.target, dtype=torch.float32)
order = torch.randperm(len(x))
train, test = order[:342], order[342:]
x = (x - x[train].mean(dim=0)) / x[train].std(dim=0)

w = torch.tensor([0.0, 0, 30, 15, 0, 0, 0, 0, 30, 0])
model = Model(w, y[train].mean())
guess = model(x[test])

print("one patient:", model(x[0]).shape, "many:", guess.shape)
print(f"our weights: off by {(y[test] - guess).abs().mean():.1f}")
