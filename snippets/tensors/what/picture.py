import math

import matplotlib.pyplot as plt
import torch

shapes = {"scalar": (), "vector": (3,), "matrix": (2, 3)}
shapes["3-D tensor"] = (2, 2, 3)
colors = ["royalblue", "indianred"]
plt.figure(figsize=(7.6, 2.2))
for number, (name, shape) in enumerate(shapes.items(), 1):
    panel = plt.subplot(1, 4, number)
    x = torch.arange(1, 1 + math.prod(shape)).view(shape)
    sheets = x.view((1,) * (3 - x.ndim) + shape).tolist()
    for back in reversed(range(len(sheets))):
        for i, row in enumerate(sheets[back]):
            for j, value in enumerate(row):
                left, low = j + 0.35 * back, 0.35 * back - i
                box = plt.Rectangle((left, low), 0.95, 0.95)
                box.set(
                    facecolor=colors[back], edgecolor="w"
                )
                panel.add_patch(box)
                if back == 0:
                    at = left + 0.47, low + 0.47
                    panel.text(
                        *at,
                        value,
                        ha="center",
                        va="center",
                        color="w",
                    )
    panel.set_title(
        f"{name}\nshape {tuple(x.shape)}, ndim {x.ndim}"
    )
    panel.axis([-0.1, 3.5, -1.1, 1.5])
    panel.set_aspect("equal")
    panel.axis("off")
plt.show()
