# /// snippet
# limit = 60
# varies = '\d+(?= of)'
# ///
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits

torch.manual_seed(0)
digits = load_digits()
x = torch.tensor(digits.data, dtype=torch.float32) / 16
y = torch.tensor(digits.target)
order = torch.randperm(len(x))
train, test = order[:1400], order[1400:]

model = torch.nn.Sequential(
    torch.nn.Linear(64, 32),
    torch.nn.ReLU(),
    torch.nn.Linear(32, 10),
)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for _ in range(100):
    loss = F.cross_entropy(model(x[train]), y[train])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

with torch.no_grad():
    read = model(x[test]).argmax(dim=1)
right = (read == y[test]).sum()
print(f"read correctly: {right} of {len(test)}")
figure, axes = plt.subplots(
    1, 6, figsize=(6, 1.4), layout="constrained"
)
for i, axis in enumerate(axes):
    axis.imshow(digits.images[test[i]], cmap="gray")
    axis.set_title(f"read: {read[i]}")
    axis.axis("off")
plt.show()
