import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
uniform = torch.rand(100_000)
normal = torch.randn(100_000)
bins = torch.linspace(-4, 4, 81).tolist()
style = {"bins": bins, "density": True, "histtype": "step"}
heights, _, _ = plt.hist(
    uniform.numpy(), label="rand", **style
)
bell, _, _ = plt.hist(
    normal.numpy(), label="randn", **style
)
tallest, peak = heights.max(), bell.max()
print(f"tallest: rand {tallest:.1f}, randn {peak:.1f}")
below = (uniform < 0).sum(), (normal < 0).sum()
print(f"below 0: {below[0]} and {below[1]}")
plt.xlabel("value")
plt.ylabel("density")
plt.legend()
plt.show()
