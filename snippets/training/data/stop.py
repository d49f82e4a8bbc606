# /// snippet
# limit = 60
# ///
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from sklearn.datasets import load_diabetes

torch.manual_seed(0)
data = load_diabetes(scaled=False)
x, y = torch.tensor(data.data), torch.tensor(data.target)
order = torch.randperm(len(x))
x, y = x[order], y[order].reshape(-1, 1)
x = (x - x[:262].mean(dim=0)) / x[:262].std(dim=0)
x_train, x_valid = x[:262], x[262:342]
y_train, y_valid = y[:262], y[262:342]

model = torch.nn.Sequential(
    torch.nn.Linear(10, 64),
    torch.nn.ReLU(),
    torch.nn.Linear(64, 1),
).double()
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
losses = []
for epoch in range(401):
    loss = F.mse_loss(model(x_train), y_train)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 20 == 0:
        with torch.no_grad():
            seen = F.mse_loss(model(x_train), y_train)
            unseen = F.mse_loss(model(x_valid), y_valid)
        losses.append((seen.item(), unseen.item()))

known, apart = len(x_train), len(x_valid)
print(known, "to learn,", apart, "to validate")
best = min(range(21), key=lambda i: losses[i][1])
for i in (0, best, 20):
    seen, unseen = losses[i]
    told = f"train {seen:.0f}, validation {unseen:.0f}"
    print(f"epoch {20 * i:3}: {told}")

names = ["train", "validation"]
plt.plot(range(0, 401, 20), losses, label=names)
plt.axvline(20 * best, color="gray", label="best epoch")
plt.ylim(0, 6000)
plt.title("loss of each epoch")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()
