import matplotlib.pyplot as plt
import torch

x = torch.tensor(3.0, requires_grad=True)
y = x**2
y.backward()
slope, at, height = x.grad.item(), x.item(), y.item()
print(f"y = {slope} * (x - {at}) + {height}")

line = torch.linspace(0, 5, 51)
plt.figure(figsize=(4, 3))
plt.plot(line, line**2, label="y = x²")
plt.plot(
    line,
    slope * (line - at) + height,
    label=f"slope {slope}",
)
plt.plot([at], [height], "o")
plt.ylim(-5, 25)
plt.xlabel("x")
plt.ylabel("y")
plt.title("x.grad is the slope at x = 3")
plt.legend()
plt.show()
