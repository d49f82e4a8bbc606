# /// snippet
# limit = 60
# varies = '0\.\d+'
# ///
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
digits = load_digits()
x = torch.tensor(digits.data, dtype=torch.float32) / 16
y = torch.tensor(digits.target)
order = torch.randperm(len(x))
train, test = order[:1400], order[1400:]
loader = DataLoader(
    TensorDataset(x[train], y[train]), batch_size=64, shuffle=True
)

model = torch.nn.Sequential(
    torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10)
)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
for epoch in range(15):
    model.train()
    for inputs, targets in loader:
        loss = F.cross_entropy(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.eval()
    with torch.no_grad():
        correct = model(x[test]).argmax(dim=1) == y[test]
    if epoch % 5 == 4:
        print(f"epoch {epoch + 1}: accuracy {correct.float().mean():.3f}")
print(len(test), correct.float().mean().item() > 0.95)
