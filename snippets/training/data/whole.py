# /// snippet
# limit = 60
# varies = '\d\.\d+( saved)?|(?<=best epoch )\d+'
# ///
import csv
import math

import torch
import torch.nn.functional as F
from sklearn.datasets import load_iris
from torch.utils.data import (
    DataLoader,
    Dataset,
    random_split,
)

KINDS = ["setosa", "versicolor", "virginica"]


def write(path):
    iris = load_iris()
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*iris.feature_names, "species"])
        for row, kind in zip(
            iris.data.tolist(), iris.target, strict=True
        ):
            writer.writerow([*row, KINDS[kind]])


class Flowers(Dataset):
    def __init__(self, path):
        with open(path, newline="") as file:
            rows = [row for row in csv.reader(file) if row]
        self.rows = rows[1:]

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        *numbers, kind = self.rows[index]
        x = torch.tensor(
            [float(number) for number in numbers]
        )
        return x, KINDS.index(kind)


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = torch.nn.Linear(4, 16)
        self.output = torch.nn.Linear(16, 3)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(x)))


def train(model, loader, optimizer):
    model.train()
    for inputs, targets in loader:
        loss = F.cross_entropy(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def evaluate(model, loader):
    model.eval()
    loss, correct, count = 0.0, 0, len(loader.dataset)
    with torch.no_grad():
        for inputs, targets in loader:
            scores = model(inputs)
            mean = F.cross_entropy(scores, targets).item()
            loss += mean * len(targets)
            right = scores.argmax(dim=1) == targets
            correct += right.sum().item()
    return loss / count, correct / count


torch.manual_seed(0)
write("iris.csv")
fixed = torch.Generator().manual_seed(0)
parts = random_split(
    Flowers("iris.csv"), [90, 30, 30], generator=fixed
)
shuffling = torch.Generator().manual_seed(0)
train_loader = DataLoader(
    parts[0],
    batch_size=16,
    shuffle=True,
    generator=shuffling,
)
valid_loader = DataLoader(parts[1], batch_size=16)
test_loader = DataLoader(parts[2], batch_size=16)

model = Net()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
best, best_epoch = math.inf, 0
for epoch in range(1, 41):
    train(model, train_loader, optimizer)
    loss, accuracy = evaluate(model, valid_loader)
    saved = ""
    if loss < best:
        best, best_epoch, saved = loss, epoch, " saved"
        torch.save(model.state_dict(), "best.pt")
    if epoch % 4 == 0:
        told = f"valid loss {loss:.3f}, accuracy {accuracy:.3f}"
        print(f"epoch {epoch:2}: {told}{saved}")

chosen = Net()
state = torch.load("best.pt", weights_only=True)
chosen.load_state_dict(state)
print(f"best epoch {best_epoch}: valid loss {best:.3f}")
accuracy = evaluate(chosen, test_loader)[1]
print(f"test accuracy {accuracy:.3f}")

flower = torch.tensor([[5.9, 3.0, 4.2, 1.5]])
chosen.eval()
with torch.no_grad():
    chances = chosen(flower).softmax(dim=1)[0]
kind = KINDS[chances.argmax()]
print(f"read {kind}, chance {chances.max():.3f}")
