import matplotlib.pyplot as plt
import torch

n = 256
bound = n**-0.5


def uniform(bound):
    return torch.empty(n, n).uniform_(-bound, bound)


ways = {
    "randn": lambda: torch.randn(n, n),
    "randn / sqrt(n)": lambda: torch.randn(n, n) * bound,
    "uniform 1 / sqrt(n)": lambda: uniform(bound),
}
figure, axes = plt.subplots(
    3, 4, figsize=(6.4, 4.4), sharex=True
)
for row, (name, weight) in zip(
    axes, ways.items(), strict=True
):
    torch.manual_seed(0)
    y = torch.randn(200, n)
    spread = []
    for layer, ax in enumerate(row):
        ax.hist(
            y.flatten(),
            bins=40,
            range=(-3, 3),
            histtype="stepfilled",
        )
        ax.set_ylim(0, 17000)
        ax.set_xticks([-3, 0, 3])
        ax.set_yticks([])
        ax.set_title(f"after {layer}" if layer else "input")
        spread.append(f"{y.std():.2g}")
        y = y @ weight()
    row[0].set_ylabel(name, fontsize=8)
    print(f"{name:20} {spread}")
plt.show()
