import matplotlib.pyplot as plt
import torch

torch.manual_seed(1)
x = torch.linspace(-1, 1, 25, dtype=torch.float64)
y = torch.sin(3 * x) + 0.3 * torch.randn(
    25, dtype=torch.float64
)
train, valid = slice(0, 25, 2), slice(1, 25, 2)
line = torch.linspace(-1, 1, 201, dtype=torch.float64)


def powers(x, degree):
    return torch.stack(
        [x**k for k in range(degree + 1)], dim=1
    )


figure, axes = plt.subplots(
    1, 3, figsize=(6.6, 2.6), sharey=True
)
for ax, degree in zip(axes, (1, 3, 10), strict=True):
    known = powers(x[train], degree)
    w = torch.linalg.lstsq(
        known, y[train].unsqueeze(1)
    ).solution
    errors = [
        (powers(x[part], degree) @ w - y[part].unsqueeze(1))
        .square()
        .mean()
        for part in (train, valid)
    ]
    ax.plot(line, powers(line, degree) @ w, color="gray")
    ax.plot(x[train], y[train], "o", label="train")
    ax.plot(x[valid], y[valid], "x", label="valid")
    ax.set_ylim(-2, 2)
    ax.set_title(f"degree {degree}")
    ax.set_xlabel("x")
    print(
        f"degree {degree:2}: train {errors[0]:.3f}, valid {errors[1]:.3f}"
    )
axes[0].legend()
