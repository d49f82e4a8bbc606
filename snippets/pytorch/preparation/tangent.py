import matplotlib.pyplot as plt

x = [step / 10 for step in range(51)]
plt.plot(x, [v**2 for v in x], label="y = x * x")
for h in (2, 1):
    slope = ((3 + h) ** 2 - 3**2) / h
    line = [9 + slope * (v - 3) for v in x]
    plt.plot(
        x, line, "--", label=f"h = {h}, slope {slope:g}"
    )
plt.plot(
    x,
    [9 + 6 * (v - 3) for v in x],
    label="tangent, slope 6",
)
plt.plot([3], [9], "o")
plt.ylim(-5, 25)
plt.xlabel("x")
plt.ylabel("y")
plt.legend()
plt.show()
