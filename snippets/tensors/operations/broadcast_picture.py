import matplotlib.pyplot as plt
import torch

tensors = {
    "table": torch.tensor([[1, 2, 3], [4, 5, 6]]),
    "row": torch.tensor([10, 20, 30]),
    "column": torch.tensor([[100], [200]]),
}
plt.figure(figsize=(7.2, 1.8))
for number, (name, x) in enumerate(tensors.items(), 1):
    panel = plt.subplot(1, 3, number)
    size = (1,) * (2 - x.ndim) + tuple(x.shape)
    for i, values in enumerate(x.expand(2, 3).tolist()):
        for j, value in enumerate(values):
            own = i < size[0] and j < size[1]
            look = (
                {"color": "royalblue"}
                if own
                else {"fill": False, "ls": ":"}
            )
            panel.add_patch(plt.Rectangle((j, -i), 0.9, 0.9, **look))
            ink = {"color": "w"} if own else {}
            at = j + 0.45, 0.45 - i
            panel.text(*at, value, ha="center", va="center", **ink)
    panel.set_title(f"{name}: shape {tuple(x.shape)}")
    panel.axis([-0.1, 3, -1.2, 1])
    panel.axis("off")
plt.show()
