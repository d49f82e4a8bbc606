# /// snippet
# limit = 60
# grows = "training/optimizer/program"
# ///
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
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

model = torch.nn.Sequential(
    torch.nn.Linear(10, 64),
    torch.nn.ReLU(),
    torch.nn.Linear(64, 1),
)
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
losses = []
for epoch in range(241):
    loss = F.mse_loss(model(x_train), y_train)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 5 == 0:
        with torch.no_grad():
            guess = model(x_test)
            train = F.mse_loss(model(x_train), y_train)
            test = F.mse_loss(guess, y_test)
        losses.append((train.item(), test.item()))
    if epoch % 60 == 0:
        off = (y_test - guess).abs().mean()
        told = f"loss {train.item():.0f}, off by {off:.1f}"
        print(f"epoch {epoch:3}: {told}")

plt.plot(range(0, 241, 5), losses, label=["train", "test"])
plt.ylim(2000, 4000)
plt.title("loss of each epoch")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()
