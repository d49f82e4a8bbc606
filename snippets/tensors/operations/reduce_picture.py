import matplotlib.pyplot as plt
import torch

scores = torch.tensor([[90.0, 80.0, 70.0], [60.0, 70.0, 95.0]])


def draw(x, left, top, color):
    for i, row in enumerate(x.tolist()):
        for j, value in enumerate(row):
            box = plt.Rectangle((left + j, top - i), 0.9, 0.9)
            box.set(fill=False, edgecolor=color, linewidth=2)
            plt.gca().add_patch(box)
            at = left + j + 0.45, top - i + 0.45
            plt.text(*at, f"{value:g}", ha="center", va="center")


draw(scores, 0, 0, "C0")
draw(scores.mean(dim=0, keepdim=True), 0, -2.4, "C1")
draw(scores.mean(dim=1, keepdim=True), 3.4, 0, "C2")
plt.text(0, 1.1, "scores")
plt.text(3.4, 1.1, "mean(dim=1)")
plt.text(3.4, -2.1, "mean(dim=0)")
plt.axis([-0.2, 5.4, -2.6, 1.5])
plt.gca().set_aspect("equal")
plt.title("scores and their means")
plt.axis("off")
plt.show()
