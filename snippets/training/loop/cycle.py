import matplotlib.pyplot as plt
import torch

model = torch.nn.Linear(1, 1, bias=False)
torch.nn.init.ones_(model.weight)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
x, target = torch.tensor([2.0]), torch.tensor([6.0])
prediction = model(x)
loss = torch.nn.functional.mse_loss(prediction, target)
loss.backward()
optimizer.step()
before, after = prediction.item(), model(x).item()
print(f"prediction {before:.1f}, then {after:.1f}")

plt.figure(figsize=(3.6, 2.6))
box = {"boxstyle": "round", "facecolor": "C0", "alpha": 0.3}
arrow = {"arrowstyle": "->", "color": "C1"}
slope, weight = model.weight.grad, model.weight
for name, value, left, low, dx, dy in (
    ("2 forward\nprediction", prediction, 0, 1, 1, 0),
    ("3 loss function\nloss", loss, 1, 1, 0, -1),
    ("4 backward\ngradient", slope, 1, 0, -1, 0),
    ("5 optimizer\nnew weight", weight, 0, 0, 0, 1),
):
    words = f"{name} {value.item():.1f}"
    plt.text(
        left, low, words, ha="center", va="center", bbox=box
    )
    ends = [
        (left + dx * t, low + dy * t) for t in (0.65, 0.35)
    ]
    plt.annotate("", *ends, arrowprops=arrow)
plt.text(0.5, 0.5, "6 repeat", ha="center", va="center")
plt.title("One step of training")
plt.axis((-0.4, 1.4, -0.3, 1.3))
plt.axis("off")
plt.show()
