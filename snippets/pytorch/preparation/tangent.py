import matplotlib.pyplot as plt
import torch

x = torch.linspace(0, 5, 50)
plt.plot(x.tolist(), (x**2).tolist(), label="y = x * x")
for h in (2, 1):
    slope = ((3 + h) ** 2 - 3**2) / h
    line = 9 + slope * (x - 3)
    plt.plot(x.tolist(), line.tolist(), "--", label=f"slope {slope:g}")
tangent = 9 + 6 * (x - 3)
plt.plot(x.tolist(), tangent.tolist(), label="slope 6")
plt.plot([3], [9], "o")
plt.ylim(-5, 25)
plt.xlabel("x")
plt.ylabel("y")
plt.legend()
plt.show()
