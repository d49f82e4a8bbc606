import matplotlib.pyplot as plt
import torch

figure, axes = plt.subplots(
    2, 2, figsize=(6, 4.6), layout="constrained"
)
curve = torch.linspace(-5, 9, 71)
rates = (0.01, 0.25, 0.9, 1.1)
for ax, lr in zip(axes.flat, rates, strict=True):
    w = torch.tensor(5.0, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr)
    path = [w.item()]
    for _ in range(4):
        optimizer.zero_grad()
        (w - 2).square().backward()
        optimizer.step()
        path.append(w.item())
    ax.plot(curve, (curve - 2) ** 2, color="gray")
    losses = [(value - 2) ** 2 for value in path]
    ax.plot(path, losses, "o-")
    ax.set_title(f"lr = {lr}")
    ax.set_xlabel("w")
    ax.set_ylabel("loss")
    times = (path[1] - 2) / (path[0] - 2)
    print(f"lr {lr}: each step times {times:.2f}")
plt.show()
