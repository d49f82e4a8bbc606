import matplotlib.pyplot as plt
import torch


def draw(node, x, y, width):
    parents = [parent for parent, _ in node.next_functions if parent]
    for i, parent in enumerate(parents):
        px = x + (i - (len(parents) - 1) / 2) * width
        plt.plot([x, px], [y - 0.25, y - 0.7], color="gray")
        draw(parent, px, y - 1, width / 2)
    name = node.name().split("::")[-1]
    leaf = names.get(id(getattr(node, "variable", None)))
    text = f"{leaf}\n{name}" if leaf else name
    box = {"boxstyle": "round", "facecolor": "gray", "alpha": 0.3}
    plt.text(x, y, text, ha="center", va="center", bbox=box)
    print(y, text.replace("\n", " "))


x = torch.tensor(2.0, requires_grad=True)
w = torch.tensor(5.0, requires_grad=True)
names = {id(x): "x", id(w): "w"}
draw(((w * x + 1) ** 2).grad_fn, 0, 0, 2)
plt.title("grad_fn of (w * x + 1) ** 2")
plt.ylim(-3.3, 0.3)
plt.axis("off")
