import torch
import torch.nn.functional as F
from sklearn.datasets import load_iris

iris = load_iris()
fixed = torch.Generator().manual_seed(0)
order = torch.randperm(150, generator=fixed)
cm = torch.tensor(iris.data, dtype=torch.float32)[order]
y = torch.tensor(iris.target)[order]


def learn(x):
    torch.manual_seed(0)
    model = torch.nn.Sequential(
        torch.nn.Linear(4, 16),
        torch.nn.ReLU(),
        torch.nn.Linear(16, 3),
    )
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(200):
        loss = F.cross_entropy(model(x[:90]), y[:90])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        right = model(x[90:120]).argmax(dim=1) == y[90:120]
    accuracy = right.float().mean()
    return f"loss {loss:.3f}, valid accuracy {accuracy:.3f}"


mm = cm * 10
mean, std = mm[:90].mean(dim=0), mm[:90].std(dim=0)
print("cm       ", learn(cm))
print("mm       ", learn(mm))
print("mm scaled", learn((mm - mean) / std))
