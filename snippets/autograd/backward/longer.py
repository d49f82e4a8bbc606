import torch
from sklearn.datasets import load_diabetes

torch.manual_seed(0)
data = load_diabetes(scaled=False)
x = torch.tensor(data.data, dtype=torch.float32)
y = torch.tensor(data.target, dtype=torch.float32)
order = torch.randperm(len(x))[:342]
x, y = x[order], y[order].reshape(-1, 1)
x = (x - x.mean(dim=0)) / x.std(dim=0)

model = torch.nn.Linear(10, 1)
for step in range(501):
    loss = (model(x) - y).square().mean()
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= 0.1 * p.grad
            p.grad = None
    if step % 100 == 0 and step > 0:
        weights = model.weight[0].abs()
        largest = weights.argsort(descending=True)[:3]
        names = [data.feature_names[i] for i in largest]
        print(f"step {step}: loss {loss.item():.0f}", names)
