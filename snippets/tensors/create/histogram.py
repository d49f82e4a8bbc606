import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
uniform = torch.rand(10_000)
normal = torch.randn(10_000)
print(f"below 0: {(uniform < 0).sum()} and {(normal < 0).sum()}")

plt.hist(uniform.numpy(), bins=40, alpha=0.7, label="rand")
plt.hist(normal.numpy(), bins=80, alpha=0.7, label="randn")
plt.title("10,000 draws each")
plt.xlabel("value")
plt.ylabel("count")
plt.legend()
plt.show()
