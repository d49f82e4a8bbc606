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
print(
    f"tallest: rand {heights.max():.1f}, randn {bell.max():.1f}"
)
print(
    f"below 0: {(uniform < 0).sum()} and {(normal < 0).sum()}"
)
plt.xlabel("value")
plt.ylabel("density")
plt.legend()
plt.show()
