import matplotlib.pyplot as plt
import torch

torch.manual_seed(1)
x = torch.linspace(-1, 1, 25, dtype=torch.float64)
noise = torch.randn(25, dtype=torch.float64)
y = torch.sin(3 * x) + 0.3 * noise
train, valid = slice(0, 25, 2), slice(1, 25, 2)
line = torch.linspace(-1, 1, 201, dtype=torch.float64)


def powers(x, degree):
    columns = [x**k for k in range(degree + 1)]
    return torch.stack(columns, dim=1)


figure, axes = plt.subplots(
    1, 3, figsize=(6.6, 2.6), sharey=True
)
for ax, degree in zip(axes, (1, 3, 10), strict=True):
    p, target = powers(x, degree), y.unsqueeze(1)
    w = torch.linalg.lstsq(p[train], target[train]).solution
    error = (p @ w - target).square()
    seen, unseen = error[train].mean(), error[valid].mean()
    ax.plot(line, powers(line, degree) @ w, color="gray")
    ax.plot(x[train], y[train], "o", label="train")
    ax.plot(x[valid], y[valid], "x", label="valid")
    ax.set_ylim(-2, 2)
    ax.set_title(f"degree {degree}")
    ax.set_xlabel("x")
    told = f"train {seen:.3f}, valid {unseen:.3f}"
    print(f"degree {degree:2}: {told}")
axes[0].legend()
plt.show()
