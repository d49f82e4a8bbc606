import matplotlib.pyplot as plt
import torch

scale = torch.tensor([1.0, 10.0])
w1, w2 = torch.meshgrid(
    torch.linspace(-1, 9, 51),
    torch.linspace(-4, 4, 41),
    indexing="xy",
)
figure, axes = plt.subplots(
    2, 2, figsize=(6, 5), layout="constrained"
)
settings = [
    (0.01, 0.0),
    (0.08, 0.0),
    (0.102, 0.0),
    (0.01, 0.8),
]
for ax, (lr, momentum) in zip(
    axes.flat, settings, strict=True
):
    w = torch.tensor([8.0, 2.5], requires_grad=True)
    optimizer = torch.optim.SGD(
        [w], lr=lr, momentum=momentum
    )
    path = [w.tolist()]
    for _ in range(20):
        optimizer.zero_grad()
        (scale * w.square()).sum().backward()
        optimizer.step()
        path.append(w.tolist())
    loss = w1**2 + 10 * w2**2
    levels = [1, 5, 15, 35, 65, 110]
    style = {"colors": "gray", "linewidths": 1}
    ax.contour(w1, w2, loss, levels=levels, **style)
    x, y = zip(*path, strict=True)
    ax.plot(x, y, "o-", color="C1", markersize=3)
    ax.axis([-1, 9, -4, 4])
    ax.set_title(f"lr = {lr}, momentum = {momentum}")
    ax.set_xlabel("w1")
    ax.set_ylabel("w2")
    end = ", ".join(f"{value:.2f}" for value in path[-1])
    print(f"lr {lr}, momentum {momentum}: {end}")
plt.show()
