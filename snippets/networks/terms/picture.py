import matplotlib.pyplot as plt
import torch


def draw(name, module, depth, top):
    children = list(module.named_children())
    kind = "module" if children else "layer"
    text = f"{kind if depth else 'model'}: {type(module).__name__}"
    print("  " * depth + text)
    below = top
    for child_name, child in children:
        below = draw(child_name, child, depth + 1, below - 1)
    left, height = depth * 0.6, top - below + 0.8
    box = plt.Rectangle(
        (left, below - 0.4), 6 - 2 * left, height, alpha=0.3
    )
    plt.gca().add_patch(box)
    plt.text(left + 0.1, top, text, va="center")
    return below - 0.3


block = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.ReLU())
model = torch.nn.Sequential(block, torch.nn.Linear(4, 2))
draw("", model, 0, 0)
plt.title("model, module, layer")
plt.xlim(-0.1, 6.1)
plt.ylim(-6, 0.6)
plt.axis("off")
